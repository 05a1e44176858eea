package io.tresen.proof.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.contracts.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arithmetic of growth, by sums that can be done by hand. */
class NeedTest {

    private static final Server SERVER = new Server(10_000, 100e6, 0.5);

    private static Reading reading(long seconds, long wal, long commits, long rows, long events, long bytes) {
        return new Reading(
                seconds * 1_000_000_000,
                wal,
                Map.of("order", commits),
                Map.of("order", rows, "chat", rows / 3),
                Map.of("order", 10 * rows),
                Map.of("order.order.v1", events),
                Map.of("order.order.v1", bytes));
    }

    private static Cost cost() {
        // at rest: 2 commits and 100 bytes of WAL a second; then 100 units in 10 s
        return Cost.of(
                reading(0, 0, 0, 0, 0, 0),
                reading(10, 1_000, 20, 0, 0, 0),
                reading(10, 1_000, 20, 0, 0, 0),
                reading(20, 402_000, 540, 600, 300, 150_000),
                100);
    }

    @Test
    void whatThePlatformSpendsAtRestIsNoOrdersFault() {
        Cost cost = cost();
        assertEquals(5.0, cost.commits().get("order"), 1e-9); // (520 - 20) / 100
        assertEquals(4_000, cost.walBytes(), 1e-9); // (401000 - 1000) / 100
        assertEquals(6.0, cost.rows().get("order"), 1e-9);
        assertEquals(3.0, cost.events().get("order.order.v1"), 1e-9);
    }

    @Test
    void theServersWalIsSharedByTheRowsWritten() {
        assertEquals(3_000, cost().walBytes("order"), 1e-9); // 6 of 8 rows
        assertEquals(1_000, cost().walBytes("chat"), 1e-9);
        assertEquals(0, cost().walBytes("payment"), 1e-9);
    }

    @Test
    void aPrimaryIsFullByWhatRunsOutFirst() {
        Need need = new Need(new Load("orders", 1_000, 1), cost(), SERVER);
        assertEquals(1_000, need.fullAt("order"), 1e-6); // 10,000 commits, half planned, 5 each
        assertEquals(1, need.primaries("order"));
        assertEquals(2, new Need(new Load("orders", 1_001, 1), cost(), SERVER).primaries("order"));
        assertEquals(3, new Need(new Load("orders", 1_000, 3), cost(), SERVER).primaries("order"), "the peak counts");
        Server slowDisk = new Server(10_000, 3e6, 0.5);
        assertEquals(2, new Need(new Load("orders", 1_000, 1), cost(), slowDisk).primaries("order"), "3 MB/s of 1.5");
    }

    @Test
    void topicsHoldWhatTheirRetentionSays() {
        Need need = new Need(Load.perDay("orders", 1_000_000, 3), cost(), SERVER);
        // 1,500 bytes an order, 400 days, 3 copies
        assertEquals(1_500 * 1e6 * 400 * 3, need.keptBytes(Topics.ORDER_ORDER), 1);
        assertEquals(0, need.keptBytes(Topics.PAYMENT_PAYMENT), 1e-9);
        assertEquals(1_500.0 * 3 * 3 * 1_000_000 / 86_400, need.kafkaBytesPerSecond(), 1e-6);
        assertEquals(60 * 1e6, need.tableBytesPerDay("order"), 1e-3);
    }

    @Test
    void nothingMeasuredIsNoMeasurement() {
        Reading same = reading(1, 1, 1, 1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> Cost.of(same, same, same, same, 0));
        assertThrows(IllegalArgumentException.class, () -> new Load("none", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Server(1, 1, 1.1));
    }
}
