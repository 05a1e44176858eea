package io.tresen.proof.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.simulator.Simulation.Result;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private static final long SEEDS = Long.getLong("tresen.seeds", 500);

    @Test
    void everyInvariantHoldsWhateverIsLostDelayedRepeatedAndReordered() throws InterruptedException {
        List<Result> failed = Simulate.run(1, SEEDS, new Machinery()).failed();
        assertEquals(
                List.of(),
                failed.stream().map(it -> it.seed() + ": " + it.violations()).toList());
    }

    @Test
    void aSeedRepeatsItsRunToTheLastLine() {
        for (long seed = 1; seed <= 10; seed++) {
            List<String> first = Simulation.run(seed, new Machinery(), true).trace();
            assertTrue(first.size() > 100, "a run is long");
            assertEquals(first, Simulation.run(seed, new Machinery(), true).trace());
        }
    }

    /** What never happens in any run proves nothing. */
    @Test
    void theRunsGoEverywhere() {
        List<String> lines = LongStream.rangeClosed(1, 60)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, new Machinery(), true))
                .flatMap(result -> result.trace().stream())
                .toList();
        List<String> places = List.of(
                " is confirmed,",
                " is rejected,",
                " is expired,",
                " is cancelling,",
                " is cancelled,",
                " is partially_shipped,",
                " is shipped,",
                " is delivered,",
                " is returned,",
                "CashCollected",
                " Unknown",
                " Held",
                "RefundFailed",
                "nothing-to-give-back",
                "somebody: pay an order by its request",
                "which nobody hears",
                "DIES in",
                "finds the database away",
                "waits for what is before",
                " knows ",
                "insufficient-funds",
                "CheckoutDeclined");
        for (String place : places) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(place)), "no run had: " + place);
        }
    }
}
