package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The profile {@code quick} on the platform of the journeys: each service, Kafka and PostgreSQL killed once while orders flow, and
 * some of each race; {@code deploy/proof/run} has more of it. It has four minutes, beside everything else that is tested then.
 */
public abstract class QuickProfile extends OnThePlatform {

    private static final long SEED = 7;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    protected final void what_is_killed_and_raced_for_loses_and_doubles_nothing() {
        Findings findings = new Findings(Profiles.QUICK, SEED);
        Profiles.quick(SEED).sampled().on(platform(), findings);
        Experiment.told(invariants().lookAtBooks(), findings);
        Outcome outcome = findings.outcome();
        assertEquals(List.of(), outcome.violations());
        Map<String, Long> attempted = outcome.rows().stream().collect(Collectors.toMap(Row::what, Row::attempted));
        Stream.concat(Topics.SERVICES.stream(), Stream.of("kafka", "postgres"))
                .forEach(victim -> assertEquals(1, attempted.get("kill -9 of " + victim), victim));
        assertEquals(4, attempted.get("double click on order and on pay"));
    }
}
