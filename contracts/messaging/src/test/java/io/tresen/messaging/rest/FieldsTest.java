package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private final Fields fields = new Fields();

    private List<FieldError> errors() {
        RejectedException refusal = assertThrows(RejectedException.class, fields::check);
        assertEquals(422, refusal.rejection().status());
        assertEquals("invalid-fields", refusal.rejection().code());
        return refusal.rejection().errors();
    }

    @Test
    void severalFaultsComeInOne422() {
        fields.text("/title", null, 1, 200);
        fields.integer("/quantity", 10_000, 1, 9_999);
        fields.uuid("/id", "x");
        assertEquals(
                List.of(
                        FieldError.at("/title", "is required"),
                        FieldError.at("/quantity", "must be from 1 to 9999"),
                        FieldError.at("/id", "must be a UUID of 36 characters")),
                errors());
    }

    @Test
    void aTitleOf200CheesesIsNotTooLongAnd201Are() {
        assertEquals("🧀".repeat(200), fields.text("/title", "🧀".repeat(200), 1, 200));
        assertDoesNotThrow(fields::check);
        assertNull(fields.text("/title", "🧀".repeat(201), 1, 200));
        assertEquals("/title", errors().get(0).pointer());
    }

    @Test
    void blanksAreAnEmptyText() {
        fields.text("/title", "  ", 1, 200);
        assertEquals("must have 1 to 200 characters", errors().get(0).detail());
    }

    @Test
    void whatIsOptionalMayBeAbsentButNotWrong() {
        fields.optionalText("/a", null, 1, 2);
        fields.optionalInteger("/a", null, 1, 2);
        fields.optionalMoney("/a", null, "EUR");
        fields.optionalUuid("/a", null);
        fields.optionalWord("/a", null, Role.class);
        fields.optionalList("/a", null, 1, 2);
        assertDoesNotThrow(fields::check);
        fields.optionalText("/a", "abc", 1, 2);
        fields.optionalInteger("/b", 3, 1, 2);
        fields.optionalMoney("/c", new Money(1, "CHF"), "EUR");
        fields.optionalUuid("/d", "1-1-1-1-1");
        fields.optionalWord("/e", "SHOPPER", Role.class);
        fields.optionalList("/f", List.of(1, 2, 3), 1, 2);
        assertEquals(
                List.of("/a", "/b", "/c/currency", "/d", "/e", "/f"),
                errors().stream().map(FieldError::pointer).toList());
    }

    @Test
    void aWordIsWrittenInLowerCase() {
        assertEquals(Role.SHOPPER, fields.word("/role", "shopper", Role.class));
        assertDoesNotThrow(fields::check);
    }

    @Test
    void aListHoldsNoNull() {
        assertNull(fields.list("/lines", java.util.Arrays.asList("a", null), 1, 100));
        assertEquals("must hold no null", errors().get(0).detail());
    }
}
