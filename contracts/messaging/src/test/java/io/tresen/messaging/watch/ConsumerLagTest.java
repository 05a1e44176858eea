package io.tresen.messaging.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tresen.messaging.watch.LagLook.Group;
import io.tresen.messaging.watch.LagLook.Lag;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When it is looked how far groups are behind, and what is shown meanwhile; the look itself is in LagIT. */
class ConsumerLagTest {

    private static final Group GROUP = new Group("order.payment", "payment.payment.v1");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Deque<Lag> looks = new ArrayDeque<>();
    private final List<Long> waitedMs = new ArrayList<>();
    private final List<Double> shown = new ArrayList<>();
    private int opened;
    private int closed;

    /** Looks that tell what {@link #looks} holds; {@link Lag#UNKNOWN} is one that fails. */
    private Looks open() {
        opened++;
        return new Looks() {
            @Override
            public Map<Group, Lag> at(List<Group> groups) {
                Lag next = looks.remove();
                if (next.equals(Lag.UNKNOWN)) {
                    throw new IllegalStateException("the broker does not answer");
                }
                return Map.of(GROUP, next);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private void work(Duration every, Lag... found) {
        looks.addAll(Arrays.asList(found));
        ConsumerLag lag = new ConsumerLag(this::open, metrics, List.of(GROUP), every, ms -> {
            waitedMs.add(ms);
            shown.add(metrics.get("tresen.consumer.lag").gauge().value());
            return looks.isEmpty();
        });
        lag.show();
        lag.work();
    }

    @Test
    void after_a_look_that_failed_the_gauge_is_back_within_five_seconds() {
        work(Duration.ofSeconds(15), new Lag(7, 3), Lag.UNKNOWN, new Lag(2, 1), Lag.NONE);
        assertEquals(List.of(15_000L, 5_000L, 15_000L, 15_000L), waitedMs);
        assertEquals(List.of(7.0, Double.NaN, 2.0, 0.0), shown);
        assertEquals(2, opened, "it looks with new clients then");
        assertEquals(2, closed);
    }

    @Test
    void who_looks_more_often_anyway_looks_as_often() {
        work(Duration.ofSeconds(1), Lag.UNKNOWN, Lag.NONE);
        assertEquals(List.of(1_000L, 1_000L), waitedMs);
    }
}
