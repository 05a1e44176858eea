package io.tresen.engines.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MoneyFieldsTest {

    record Whole(long amountMinor, Long total, double oldestS, BigDecimal includedPercent) {}

    record Price(double unitPrice) {}

    record Total(Float total) {}

    record Typed(BigDecimal amount) {}

    static class Kept {
        double feeMinor;
    }

    private static boolean keepsTheRule(Class<?> type, Map<String, String> exceptions) {
        return !MoneyFields.areWhole(exceptions)
                .evaluate(new ClassFileImporter().importClasses(type))
                .hasViolation();
    }

    @Test
    void money_with_fractions_breaks_the_rule() {
        assertEquals(
                Stream.of(true, false, false, false, false).toList(),
                Stream.of(Whole.class, Price.class, Total.class, Typed.class, Kept.class)
                        .map(type -> keepsTheRule(type, Map.of()))
                        .toList());
    }

    @Test
    void what_others_write_with_a_point_is_excepted_and_an_exception_that_nothing_needs_breaks_the_rule() {
        Map<String, String> typed = Map.of("MoneyFieldsTest.Typed.amount", "as a person typed it");
        assertTrue(keepsTheRule(Typed.class, typed));
        assertFalse(keepsTheRule(Whole.class, typed));
    }
}
