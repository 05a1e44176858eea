package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalPriceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19.90|EUR|1990",
                "19.9|EUR|1990",
                "19|EUR|1900",
                "0|EUR|0",
                "19.900|EUR|1990",
                "500|JPY|500",
                "500.00|JPY|500",
                "1.234|KWD|1234",
                "0.1|KWD|100",
                "90071992547409.91|EUR|9007199254740991"
            })
    void aPlainPriceHasAsManyDigitsAsItsCurrency(String text, String currency, long minor) {
        assertEquals(minor, DecimalPrice.plain(text, currency, "x").amountMinor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19,90|EUR",
                "-1|EUR",
                "1e3|EUR",
                "19.999|EUR",
                "0.5|JPY",
                "free|EUR",
                ".5|EUR",
                "90071992547409.92|EUR",
                "99999999999999999999|EUR"
            })
    void whatIsNoPlainPriceIsRefused(String text, String currency) {
        assertThrows(RowFault.class, () -> DecimalPrice.plain(text, currency, "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19.90|EUR|1990", "19,90|EUR|1990", "1.234,56|EUR|123456", "1,234.56|EUR|123456",
                        "1.234.567|EUR|123456700",
                "1 234,50|EUR|123450", "1,234|KWD|1234", "45|EUR|4500", "1000|JPY|1000", "19.900|EUR|1990"
            })
    void aLocalPriceMayHaveACommaAndGroups(String text, String currency, long minor) {
        assertEquals(minor, DecimalPrice.local(text, currency, "x").amountMinor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,000|EUR", "1,23,4|EUR", "1.2.3|EUR", "€5|EUR", "1.234.56|EUR", "-5|EUR", "1,2.3,4|EUR"})
    void whatCanBeReadTwoWaysIsRefused(String text, String currency) {
        assertThrows(RowFault.class, () -> DecimalPrice.local(text, currency, "x"));
    }
}
