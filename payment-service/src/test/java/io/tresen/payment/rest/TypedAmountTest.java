package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedAmountTest {

    @ParameterizedTest
    @CsvSource({
        "20, EUR, 2000",
        "20.5, EUR, 2050",
        "' 20.50 ', EUR, 2050",
        "'20,50', EUR, 2050",
        "20.500, EUR, 2050",
        "500, JPY, 500",
        "1.5, KWD, 1500",
        "1.234, KWD, 1234",
        "999999999999, EUR, 99999999999900"
    })
    void what_a_number_field_sends_is_read(String text, String currency, long minor) {
        assertEquals(OptionalLong.of(minor), TypedAmount.minor(text, currency));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "-1", "+1", "1e3", "1.234", "1,2", "1,234", "1.234,50", "20 €", "0x10", "1234567890123"})
    void what_is_no_amount_or_might_be_another_is_not(String text) {
        assertTrue(TypedAmount.minor(text, "EUR").isEmpty());
    }

    @Test
    void a_comma_is_read_only_where_it_can_not_stand_between_thousands() {
        assertTrue(TypedAmount.minor("1,234", "KWD").isEmpty());
        assertTrue(TypedAmount.minor("12,50", "JPY").isEmpty());
    }

    @Test
    void the_field_gets_its_bounds_in_the_currencys_digits() {
        assertEquals("0.50", TypedAmount.field(50, "EUR"));
        assertEquals("0.010", TypedAmount.field(10, "KWD"));
        assertEquals("50", TypedAmount.field(50, "JPY"));
    }
}
