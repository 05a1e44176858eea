package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.invariants.Looks;
import io.tresen.proof.invariants.Subjects;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An invariant that was asked of nothing is not among those that held. */
class SubjectsTest {

    private static final String OF_STOCK = "I1 stock";

    private final Findings findings = new Findings("races", 1);
    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private final Map<String, Subjects> subjects = new LinkedHashMap<>();

    private void looked(String invariant, long count, String words, String... violations) {
        found.put(invariant, List.of(violations));
        subjects.put(invariant, new Subjects(count, words));
    }

    private Outcome told() {
        Experiment.told(new Looks(found, subjects), findings);
        return findings.outcome();
    }

    @Test
    void of_what_each_was_asked_is_told() {
        looked(OF_STOCK, 1_041, "products with stock");
        looked(Invariants.OF_CODES, 3, "uses of discount codes");
        Outcome outcome = told();
        assertEquals(
                List.of("the checker looked at I1 1,041 products with stock; I9 3 uses of discount codes"),
                outcome.notes());
        assertEquals(List.of(new Row(OF_STOCK, 1, 0), new Row(Invariants.OF_CODES, 1, 0)), outcome.rows());
        assertTrue(outcome.passed());
    }

    @Test
    void one_of_something_that_an_experiment_does_not_have_is_no_row_and_says_so() {
        looked(OF_STOCK, 1, "products with stock");
        looked(Invariants.OF_CODES, 0, "uses of discount codes");
        Outcome outcome = told();
        assertEquals(List.of(new Row(OF_STOCK, 1, 0)), outcome.rows());
        assertEquals(
                "not claimed, as there were no uses of discount codes: " + Invariants.OF_CODES,
                outcome.notes().get(0));
        assertTrue(outcome.passed());
    }

    @Test
    void one_that_the_experiment_claims_is_violated_then() {
        findings.claimed(Invariants.OF_CODES);
        looked(Invariants.OF_CODES, 0, "uses of discount codes");
        assertEquals(List.of(Invariants.OF_CODES + ": nothing of it was attempted"), told().violations());
    }

    @Test
    void one_of_what_every_experiment_has_is_violated_too() {
        looked(OF_STOCK, 0, "products with stock");
        assertEquals(List.of(OF_STOCK + ": nothing of it was attempted"), told().violations());
    }

    @Test
    void a_look_at_nothing_does_not_stand_for_a_claim_whoever_looked_before() {
        findings.checked("decline: ", Map.of(Invariants.OF_TOP_UPS, List.of()));
        findings.claimed(Invariants.OF_TOP_UPS);
        looked(Invariants.OF_TOP_UPS, 0, "top-ups");
        assertEquals(List.of(Invariants.OF_TOP_UPS + ": nothing of it was attempted"), told().violations());
    }

    @Test
    void of_several_looks_each_says_of_what_it_was_asked_and_one_at_nothing_does_not_count() {
        findings.claimed(Invariants.OF_TOP_UPS);
        looked(OF_STOCK, 0, "products with stock");
        looked(Invariants.OF_TOP_UPS, 0, "top-ups");
        looked(Invariants.OF_CODES, 0, "uses of discount codes");
        Experiment.told("decline: ", new Looks(found, subjects), findings);
        assertEquals(
                List.of(
                        "decline: not claimed, as there were no top-ups: " + Invariants.OF_TOP_UPS,
                        "decline: not claimed, as there were no uses of discount codes: " + Invariants.OF_CODES,
                        "decline: the checker looked at I1 0 products with stock; I2 0 top-ups; I9 0 uses of discount codes"),
                findings.outcome().notes());
        looked(OF_STOCK, 2, "products with stock");
        looked(Invariants.OF_TOP_UPS, 1, "top-up", "is not told");
        Experiment.told("timeout: ", new Looks(found, subjects), findings);
        Outcome outcome = findings.outcome();
        assertEquals(List.of(new Row(Invariants.OF_TOP_UPS, 1, 1), new Row(OF_STOCK, 1, 0)), outcome.rows());
        assertEquals(List.of(Invariants.OF_TOP_UPS + ": timeout: is not told"), outcome.violations());
    }

    @Test
    void what_went_wrong_in_an_earlier_look_stays() {
        findings.checked("decline: ", Map.of(Invariants.OF_CODES, List.of("a code without its uses")));
        looked(Invariants.OF_CODES, 0, "uses of discount codes");
        Outcome outcome = told();
        assertEquals(List.of(new Row(Invariants.OF_CODES, 1, 1)), outcome.rows());
        assertFalse(outcome.passed());
    }

    @Test
    void what_is_wrong_is_told_whatever_there_was() {
        looked(Invariants.OF_CODES, 0, "uses of discount codes", "a code without its uses");
        Outcome outcome = told();
        assertEquals(List.of(new Row(Invariants.OF_CODES, 1, 1)), outcome.rows());
        assertFalse(outcome.passed());
    }
}
