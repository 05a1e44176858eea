package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AmountTextTest {

    @Test
    void amounts_are_written_as_each_language_writes_them() {
        assertEquals("19,90\u00a0€", AmountText.of(new Money(1990, "EUR"), "de"));
        assertEquals("€19.90", AmountText.of(new Money(1990, "EUR"), "en"));
        assertEquals("€0.05", AmountText.of(new Money(5, "EUR"), "en"));
        assertEquals("$19.90", AmountText.of(new Money(1990, "USD"), "en"));
        assertEquals("KWD\u00a01.990", AmountText.of(new Money(1990, "KWD"), "en"));
        assertEquals("1,990\u00a0KWD", AmountText.of(new Money(1990, "KWD"), "de"));
    }

    /** In Japan itself its sign is as wide as two letters, and the receipt's font has none of those. */
    @Test
    void the_yen_has_its_narrow_sign_and_no_digits_behind_a_point() {
        assertEquals("\u00a51990", AmountText.of(new Money(1990, "JPY"), "en"));
        assertEquals("1990\u00a0\u00a5", AmountText.of(new Money(1990, "JPY"), "de"));
    }
}
