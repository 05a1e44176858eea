package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryRuleTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "5, 30", "6, 60", "7, 120", "11, 1920", "12, 3600", "1000000, 3600"})
    void afterFiveWrongPasswordsEachOneCostsTwiceTheWaitOfTheOneBefore(int tries, long waitS) {
        assertEquals(Duration.ofSeconds(waitS), TryRule.ACCOUNT.waitAfter(tries));
    }

    @ParameterizedTest
    @CsvSource({"49, 0", "50, 30", "53, 240", "54, 300", "1000000, 300"})
    void anEmailGuessedAtFromManyNetworksNeverWaitsLongerThanFiveMinutes(int tries, long waitS) {
        assertEquals(Duration.ofSeconds(waitS), TryRule.EMAIL.waitAfter(tries));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, true",
        "Ada.Lovelace+shop@mail.example.co.uk, true",
        "müller@exämple.de, true",
        "ada@example, false",
        "ada@@example.com, false",
        "@example.com, false",
        "ada example@mail.com, false",
        "ada@example., false",
    })
    void anEmailHasTwoSidesAndADotBehindTheSign(String text, boolean valid) {
        assertEquals(valid, Email.isValid(text));
    }

    @ParameterizedTest
    @CsvSource({"abc, %abc%", "' 100% ', %100\\%%", "a_b, %a\\_b%", "C:\\x, %c:\\\\x%"})
    void aSearchTakesLikesSignsForThemselves(String text, String pattern) {
        assertEquals(pattern, Inbox.pattern(text));
    }
}
