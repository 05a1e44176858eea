package io.tresen.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the provider's page of currencies, in its words and numbers. */
class CardCurrencyTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 2, 1, 50, 1990, 1990",
        "JPY, 0, 1, 50, 1990, 1990",
        "KWD, 3, 10, 10, 5120, 5120",
        "ISK, 0, 1, 1, 5, 500",
        "UGX, 0, 1, 1, 5, 500",
        "MGA, 2, 100, 100, 50000, 500",
    })
    void a_currency_has_digits_a_step_and_a_minimum(
            String code, int digits, long step, long least, long minor, long atProvider) {
        CardCurrency currency = CardCurrency.of(code);
        assertEquals(digits, currency.digits());
        assertEquals(step, currency.step());
        assertEquals(least, currency.leastMinor());
        assertEquals(OptionalLong.of(atProvider), currency.toCard(minor));
        assertEquals(minor, currency.fromCard(atProvider));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BHD", "JOD", "KWD", "OMR", "TND"})
    void the_last_of_three_digits_is_zero(String code) {
        CardCurrency currency = CardCurrency.of(code);
        assertTrue(currency.isPayable(5_120));
        assertFalse(currency.isPayable(5_124));
        assertEquals(OptionalLong.empty(), currency.toCard(5_124));
    }

    @Test
    void less_than_the_minimum_or_more_than_eight_digits_is_not_payable() {
        assertFalse(CardCurrency.of("EUR").isPayable(49));
        assertTrue(CardCurrency.of("EUR").isPayable(50));
        assertTrue(CardCurrency.of("EUR").isPayable(99_999_999));
        assertFalse(CardCurrency.of("EUR").isPayable(100_000_000));
        assertTrue(CardCurrency.of("ISK").isPayable(999_999));
        assertFalse(CardCurrency.of("ISK").isPayable(1_000_000));
        assertTrue(CardCurrency.of("MGA").isPayable(9_999_999_900L));
        assertFalse(CardCurrency.of("XOF").isPayable(0));
    }

    @Test
    void what_is_no_currency_has_none() {
        assertThrows(IllegalArgumentException.class, () -> CardCurrency.of("ABC"));
        assertThrows(ArithmeticException.class, () -> CardCurrency.of("MGA").fromCard(Long.MAX_VALUE));
    }
}
