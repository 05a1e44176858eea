package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka is told of how far a consumer has come, and how often. */
class OffsetCommitsTest {

    private static final TopicPartition ONE = new TopicPartition("orders", 1);
    private static final TopicPartition TWO = new TopicPartition("orders", 2);

    private final List<Map<Integer, Long>> told = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Deque<OffsetCommitCallback> asked = new ArrayDeque<>();
    private final Set<TopicPartition> held = new HashSet<>(List.of(ONE, TWO));
    private final List<Duration> limits = new ArrayList<>();
    private boolean away;
    private RuntimeException refusal;
    private final OffsetCommits commits = new OffsetCommits(consumer(), later::add);

    @BeforeEach
    void given() {
        commits.given(ONE, 1);
        commits.given(TWO, 1);
    }

    @Test
    void many_acknowledgements_are_one_request_with_the_furthest_of_each_partition() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        commits.handled(ONE, 6);
        commits.handled(ONE, 5);
        assertEquals(List.of(), told);
        goOn();
        answer(null);
        assertEquals(List.of(Map.of(1, 7L, 2, 8L)), told);
        commits.handled(TWO, 8);
        goOn();
        assertEquals(Map.of(2, 9L), told.get(1));
    }

    /** A broker that was ended in the middle, and a topic on which nothing follows: it counted as unread for good. */
    @Test
    void what_kafka_did_not_take_is_told_again_though_nothing_comes_any_more() {
        commits.handled(ONE, 4);
        goOn();
        answer(new KafkaException("away"));
        goOn();
        answer(null);
        goOn();
        assertEquals(List.of(Map.of(1, 5L), Map.of(1, 5L)), told);
    }

    @Test
    void what_kafka_did_not_take_is_told_again_with_what_came_meanwhile_and_never_less() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        goOn();
        commits.handled(ONE, 9);
        goOn();
        assertEquals(1, told.size(), "one request at a time");
        answer(new KafkaException("away"));
        goOn();
        answer(null);
        goOn();
        assertEquals(List.of(Map.of(1, 5L, 2, 8L), Map.of(1, 10L, 2, 8L)), told);
    }

    @Test
    void a_consumer_that_ended_tells_no_more() {
        commits.handled(ONE, 4);
        goOn();
        commits.terminate(true);
        answer(new KafkaException("away"));
        goOn();
        assertEquals(1, told.size());
    }

    @Test
    void a_partition_that_goes_is_told_at_once_and_what_was_given_before_counts_no_more() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        commits.partitionsRevoked(List.of(ONE));
        assertEquals(List.of(Map.of(1, 5L)), told);
        commits.handled(ONE, 5); // a handler that was at it
        goOn();
        answer(null);
        assertEquals(Map.of(2, 8L), told.get(1));
        commits.given(ONE, 21); // it comes back, and another one had read on
        commits.handled(ONE, 6); // a handler that is still at it
        goOn();
        assertEquals(2, told.size());
        commits.handled(ONE, 21);
        goOn();
        assertEquals(Map.of(1, 22L), told.get(2));
    }

    @Test
    void what_was_polled_of_a_partition_just_before_it_went_is_not_told() {
        commits.partitionsRevoked(List.of(ONE));
        held.remove(ONE);
        commits.given(ONE, 5); // polled before, handed on after
        commits.handled(ONE, 5);
        goOn();
        assertEquals(List.of(), told);
        held.add(ONE);
        commits.partitionsAssigned(List.of(ONE));
        commits.given(ONE, 30);
        commits.handled(ONE, 5);
        goOn();
        assertEquals(List.of(), told);
    }

    @Test
    void a_request_that_fails_when_its_partition_has_gone_is_not_repeated() {
        commits.handled(ONE, 4);
        goOn();
        commits.partitionsRevoked(List.of(ONE));
        answer(new KafkaException("rebalanced"));
        goOn();
        assertEquals(List.of(Map.of(1, 5L), Map.of(1, 5L)), told);
    }

    /** A request is unanswered, the partition goes, and a handler that is still at it speaks of what it was given before. */
    @Test
    void what_was_due_before_a_partition_was_given_back_does_not_count_after() {
        commits.handled(TWO, 7);
        goOn();
        commits.partitionsRevoked(List.of(ONE));
        commits.given(ONE, 40);
        commits.handled(ONE, 40);
        commits.partitionsAssigned(List.of(ONE)); // where it was read to 100 meanwhile
        answer(null);
        goOn();
        assertEquals(List.of(Map.of(2, 8L)), told);
    }

    /** Once a second until the service ends, for nothing. */
    @Test
    void a_consumer_that_was_closed_is_asked_no_more() {
        refusal = new RejectedExecutionException("closed");
        commits.handled(ONE, 4);
        goOn();
        assertEquals(0, later.size());
        commits.handled(ONE, 5);
        assertEquals(0, later.size());
    }

    @Test
    void a_consumer_that_could_not_be_asked_once_is_asked_again() {
        refusal = new KafkaException("interrupted");
        commits.handled(ONE, 4);
        goOn();
        refusal = null;
        goOn();
        assertEquals(List.of(Map.of(1, 5L)), told);
    }

    /** The connector waits half a second for it, and a broker that is away answers none. */
    @Test
    void the_last_commit_of_all_does_not_take_as_long_as_closing_may() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        commits.partitionsRevoked(List.of(ONE));
        commits.terminate(true);
        commits.partitionsRevoked(List.of(TWO));
        assertEquals(Duration.ofSeconds(2), limits.get(0));
        assertTrue(limits.get(1).compareTo(Duration.ofMillis(500)) < 0, limits::toString);
    }

    @Test
    void a_last_commit_that_fails_stops_nobody() {
        away = true;
        commits.handled(ONE, 4);
        commits.partitionsRevoked(List.of(ONE, TWO));
        assertEquals(List.of(Map.of(1, 5L)), told);
    }

    /** The second is over. */
    private void goOn() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    private void answer(Exception failure) {
        asked.remove().onComplete(Map.of(), failure);
    }

    /** A consumer that is asked on its own thread, answers later, and takes no last commit while it is away. */
    @SuppressWarnings("unchecked")
    private KafkaConsumer<?, ?> consumer() {
        Consumer<Object, Object> kafka = proxy(Consumer.class, (method, given) -> {
            if (method.equals("assignment")) {
                return held;
            }
            Map<Integer, Long> offsets = new TreeMap<>();
            ((Map<TopicPartition, OffsetAndMetadata>) given[0])
                    .forEach((partition, next) -> offsets.put(partition.partition(), next.offset()));
            told.add(offsets);
            if (method.equals("commitAsync")) {
                asked.add((OffsetCommitCallback) given[1]);
                return null;
            }
            limits.add((Duration) given[1]);
            if (away) {
                throw new KafkaException("away");
            }
            return null;
        });
        return proxy(KafkaConsumer.class, (method, given) -> {
            if (method.equals("unwrap")) {
                return kafka;
            }
            if (refusal != null) {
                return Uni.createFrom().failure(refusal);
            }
            ((java.util.function.Consumer<Consumer<Object, Object>>) given[0]).accept(kafka);
            return Uni.createFrom().voidItem();
        });
    }

    private interface Answer {
        Object to(String method, Object[] given);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> answer.to(method.getName(), given)));
    }
}
