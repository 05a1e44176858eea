package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvAnswerTest {

    @Test
    void a_text_that_a_spreadsheet_would_take_for_a_formula_is_made_harmless() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
            assertEquals("'" + formula, CsvAnswer.text(formula));
        }
        assertEquals("T00001", CsvAnswer.text("T00001"));
        assertEquals("", CsvAnswer.text(null));
        assertEquals("", CsvAnswer.text(""));
    }

    @Test
    void amounts_have_their_currencys_digits() {
        assertEquals("19.90", CsvAnswer.amount(1990, "EUR"));
        assertEquals("-0.05", CsvAnswer.amount(-5, "EUR"));
        assertEquals("1990", CsvAnswer.amount(1990, "JPY"));
        assertEquals("1.990", CsvAnswer.amount(1990, "KWD"));
        assertEquals("90071992547409.91", CsvAnswer.amount((1L << 53) - 1, "EUR"));
    }
}
