package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Customers who did nothing of a kind have shown nothing about it. */
class DeedsTest {

    private static final Map<String, Long> BEFORE = Map.of("orders", 8L, "refunds", 0L);

    private final Findings findings = new Findings("replay", 1);

    @Test
    void what_was_done_since_is_counted() {
        Deeds.tell(findings, BEFORE, Map.of("orders", 18L, "refunds", 2L), List.of());
        assertEquals(List.of(new Row(Deeds.ROW, 12, 0)), findings.outcome().rows());
        assertEquals(List.of(), findings.outcome().violations());
    }

    @Test
    void a_kind_of_which_nothing_was_done_since_is_a_violation() {
        Deeds.tell(findings, BEFORE, new TreeMap<>(Map.of("orders", 8L, "refunds", 0L)), List.of());
        assertEquals(
                List.of(Deeds.ROW + ": no orders", Deeds.ROW + ": no refunds"),
                findings.outcome().violations());
    }

    @Test
    void what_nobody_could_get_past_is_a_violation() {
        Deeds.tell(findings, BEFORE, Map.of("orders", 9L, "refunds", 1L), List.of("still answers 503"));
        assertEquals(
                List.of(Deeds.ROW + ": still answers 503"), findings.outcome().violations());
    }
}
