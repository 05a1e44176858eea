package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run that leaves a type out says so. */
class LiveTypesTest {

    private final Map<String, Integer> written =
            new TreeMap<>(LiveTypes.LEAST.stream().collect(Collectors.toMap(type -> type, type -> 3)));

    @Test
    void a_run_with_all_that_must_be_live_is_not_complained_about_and_tells_of_all_types() {
        Outcome outcome = outcome();
        assertEquals(List.of(), outcome.violations());
        List<List<Object>> rows = outcome.tables().get(0).rows();
        assertTrue(rows.contains(List.<Object>of(Topics.ORDER_ORDER.name(), "OrderPlaced", 3)), rows.toString());
        assertTrue(rows.contains(List.<Object>of(Topics.ORDER_ORDER.name(), "OrderExpired", 0)), rows.toString());
    }

    @Test
    void a_type_that_was_not_live_is_named() {
        written.remove("RefundSucceeded");
        List<String> violations = outcome().violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).contains("RefundSucceeded was not among"), violations.get(0));
    }

    @Test
    void what_must_be_live_are_types_of_topics_each_once() {
        Set<String> types =
                Topics.all().stream().flatMap(topic -> topic.types().stream()).collect(Collectors.toSet());
        assertTrue(types.containsAll(LiveTypes.LEAST));
        assertEquals(LiveTypes.LEAST.size(), Set.copyOf(LiveTypes.LEAST).size());
    }

    private Outcome outcome() {
        Findings findings = new Findings("versions", 1);
        LiveTypes.report(written, findings);
        return findings.outcome();
    }
}
