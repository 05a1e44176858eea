package io.tresen.engines.access.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tresen.engines.access.ProcessSteps;
import io.tresen.messaging.Ids;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a package of the kind that the rule is about. */
class ProcessStepsTest {

    static class Derived {
        UUID refund(UUID payment, int n) {
            return Ids.v5(payment, "refund" + n);
        }
    }

    static class Random {
        UUID refund() {
            return UUID.randomUUID();
        }
    }

    static class OrderedByTime {
        UUID refund() {
            return Ids.v7();
        }
    }

    static class Handed {
        Supplier<UUID> refunds() {
            return Ids::v7;
        }
    }

    private static boolean keepsTheRule(Class<?> step) {
        return !ProcessSteps.makeNoRandomIds()
                .evaluate(new ClassFileImporter().importClasses(step))
                .hasViolation();
    }

    @Test
    void a_step_that_makes_an_id_by_chance_or_has_one_made_breaks_the_rule() {
        assertEquals(
                Stream.of(true, false, false, false).toList(),
                Stream.of(Derived.class, Random.class, OrderedByTime.class, Handed.class)
                        .map(ProcessStepsTest::keepsTheRule)
                        .toList());
    }
}
