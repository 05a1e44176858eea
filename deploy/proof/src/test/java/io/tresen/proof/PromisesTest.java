package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.client.ServerErrors;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client was answered and then lost, and a client who did not get through, make an experiment fail. */
class PromisesTest {

    private final Findings findings = new Findings("test", 1);

    @Test
    void all_that_was_accepted_and_is_there_is_counted_and_right() {
        Promises.orders(findings, 3, List.of());
        Promises.clients(findings, 3, 3, List.of());
        assertTrue(findings.outcome().passed());
        assertEquals(
                List.of(
                        new Row("accepted orders are there once, and confirmed", 3, 0),
                        new Row("clients that repeat get through", 3, 0)),
                findings.outcome().rows());
    }

    @Test
    void an_accepted_order_that_is_lost_is_a_violation() {
        Promises.orders(findings, 3, List.of("order c was accepted and is not there"));
        assertEquals(
                List.of("accepted orders are there once, and confirmed: order c was accepted and is not there"),
                findings.outcome().violations());
    }

    @Test
    void a_client_who_could_not_get_past_something_is_a_violation() {
        Promises.clients(findings, 3, 2, List.of("still answers 503"));
        assertEquals(
                List.of("clients that repeat get through: still answers 503"),
                findings.outcome().violations());
    }

    @Test
    void a_database_that_was_away_without_anybody_being_told_so_is_a_violation() {
        ServerErrors errors = new ServerErrors();
        findings.attempted("answers, and no 5xx but 503 with Retry-After while something is away", 3);
        Promises.answers(findings, errors);
        assertTrue(findings.outcome().passed());
        errors.struck("postgres");
        Promises.answers(findings, errors);
        assertEquals(
                List.of("answers 503 with Retry-After around a strike at PostgreSQL:"
                        + " PostgreSQL was away, and nobody was told so"),
                findings.outcome().violations());
    }

    @Test
    void an_experiment_in_which_nobody_was_answered_has_not_passed() {
        Promises.answers(findings, new ServerErrors());
        assertEquals(
                List.of("answers, and no 5xx but 503 with Retry-After while something is away:"
                        + " nothing of it was attempted"),
                findings.outcome().violations());
    }

    @Test
    void an_order_that_nobody_accepted_is_a_violation_though_no_client_complains() {
        Promises.clients(findings, 3, 2, List.of());
        assertEquals(
                List.of("clients that repeat get through: 2 of 3 orders were accepted, and nobody says why"),
                findings.outcome().violations());
    }
}
