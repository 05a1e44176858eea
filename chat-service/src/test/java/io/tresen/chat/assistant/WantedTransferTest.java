package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom and how much, as people write it; what might be another amount is not guessed. */
class WantedTransferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4915112345678 12,50|DE|EUR|4915112345678|1250",
                "4915112345678 12.50|EN|EUR|4915112345678|1250",
                "4915112345678 12.50|DE|EUR|4915112345678|1250",
                "+49 151 12345678 12,50 €|DE|EUR|4915112345678|1250",
                "+49 (151) 123-456 78 €12.50|EN|EUR|4915112345678|1250",
                "4915112345678 12|DE|EUR|4915112345678|1200",
                "4915112345678   5 Euro|DE|EUR|4915112345678|500",
                "4915112345678 eur 0,01|DE|EUR|4915112345678|1",
                "Laden 5|DE|EUR||500",
                "der Laden 5,00|DE|EUR||500",
                "shop 5|EN|EUR||500",
                "4915112345678 1500|EN|JPY|4915112345678|1500",
                "4915112345678 ¥1500|EN|JPY|4915112345678|1500",
                "4915112345678 1.500|EN|KWD|4915112345678|1500",
                "4915112345678 1,500|DE|KWD|4915112345678|1500",
                "4915112345678 CHF 7.25|EN|CHF|4915112345678|725"
            })
    void isRead(String text, Language language, String currency, String number, long minor) {
        assertEquals(new WantedTransfer(number, minor), WantedTransfer.read(text, currency, language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12,50",
                "4915112345678",
                "12,50 4915112345678",
                "4915112345678 0",
                "4915112345678 0,00",
                "4915112345678 -5",
                "4915112345678 12,5",
                "4915112345678 12,500",
                "4915112345678 1.000",
                "4915112345678 1.000,00",
                "4915112345678 12,50 $",
                "4915112345678 12 50",
                "4915112345678 viel",
                "+49 151 1234 5678",
                "49151 5",
                "4915112345678 9999999999999",
                "der Nachbar 5",
                "4915112345678 ١٢",
                "<script> 5",
                "999000000000042 1 500,00 €",
                "999000000000042 1 500.00",
                "999000000000042 12 500,00"
            })
    void whatCanBeReadInTwoWaysOrNoneIsNotRead(String text) {
        assertNull(WantedTransfer.read(text, "EUR", Language.DE), text);
        assertNull(WantedTransfer.read(text, "EUR", Language.EN), text);
    }

    @Test
    void anAmountInGroupsIsNoPartOfTheNumber() {
        assertNull(WantedTransfer.read("491512345678 1 500 ¥", "JPY", Language.DE));
        assertEquals(
                new WantedTransfer("491512345678", 50_000),
                WantedTransfer.read("+49 1512 345 678 €500.00", "EUR", Language.EN));
        assertEquals(
                new WantedTransfer("491512345678", 50_000),
                WantedTransfer.read("+49 1512 345678 500,00 €", "EUR", Language.DE));
        assertNull(WantedTransfer.read("+49 1512 345 678 500,00 €", "EUR", Language.DE), "or 678 500,00");
        assertNull(WantedTransfer.read("4".repeat(90) + " 500,00", "EUR", Language.DE), "and at once");
    }

    @ParameterizedTest
    @CsvSource({"JPY,12.50", "JPY,'1,500'", "KWD,'1,500'", "KWD,1.50"})
    void aCurrencyHasItsOwnDigits(String currency, String amount) {
        assertNull(WantedTransfer.read("4915112345678 " + amount, currency, Language.EN), amount);
    }

    @Test
    void theExampleIsItselfRight() {
        assertEquals("491512345678 12,50", WantedTransfer.example("EUR", Language.DE));
        for (String currency : new String[] {"EUR", "JPY", "KWD"}) {
            for (Language language : Language.values()) {
                String example = WantedTransfer.example(currency, language);
                assertEquals(
                        "491512345678",
                        WantedTransfer.read(example, currency, language).number(),
                        example);
            }
        }
    }
}
