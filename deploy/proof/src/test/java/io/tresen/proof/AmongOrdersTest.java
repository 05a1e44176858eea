package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import io.tresen.engines.TestTopics;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Row;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.EventTopics;
import io.tresen.proof.topics.TopicBytes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What comes again until an order goes through is the same each time, however long that takes. */
class AmongOrdersTest {

    private static final String ALL = "records again";
    private static final int TURNS = 6;

    private final Findings findings = new Findings("replay", 1);

    @Test
    void a_busy_platform_is_not_sent_copies_of_copies() throws ExecutionException, InterruptedException {
        try (TopicBytes topics = new TopicBytes(EventTopics.bootstrap())) {
            for (int i = 0; i < 10; i++) {
                TestTopics.produce(Topics.ORDER_ORDER.name(), "order-" + i, new byte[] {1}, Map.of());
                TestTopics.produce(Topics.PAYMENT_PAYMENT.name(), "order-" + i, new byte[] {2}, Map.of());
            }
            long first = held(topics);
            AtomicInteger looks = new AtomicInteger();
            // the first look is before the first turn
            IntSupplier done = () -> looks.incrementAndGet() > TURNS ? 1 : 0;
            new AmongOrders(topics, new Copier(topics, new Random(1)), done, findings).again(ALL, 1);
            assertEquals(TURNS * first, held(topics) - first);
            assertEquals(
                    List.of(new Row(ALL, TURNS * first, 0), new Row(AmongOrders.GO_ON, 1, 0)),
                    findings.outcome().rows());
        }
    }

    private static long held(TopicBytes topics) {
        return topics.ends().values().stream().mapToLong(Long::longValue).sum();
    }
}
