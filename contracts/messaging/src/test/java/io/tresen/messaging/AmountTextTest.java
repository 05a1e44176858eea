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
        assertEquals("1990", AmountText.of(new Money(1990, "JPY"), "en").replaceAll("[^0-9]", ""));
    }
}
