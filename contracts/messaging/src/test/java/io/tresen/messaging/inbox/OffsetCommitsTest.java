package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What Kafka is told of how far a consumer has come, and how often. */
class OffsetCommitsTest {

    private static final TopicPartition ONE = new TopicPartition("orders", 1);
    private static final TopicPartition TWO = new TopicPartition("orders", 2);

    private final List<Map<Integer, Long>> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private boolean away;
    private final OffsetCommits commits = new OffsetCommits(
            proxy(KafkaConsumer.class, "commitAsync", Uni.createFrom().voidItem()), later::add);

    @Test
    void many_acknowledgements_are_one_request_with_the_furthest_of_each_partition() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        commits.handled(ONE, 6);
        commits.handled(ONE, 5);
        assertEquals(List.of(), told);
        goOn();
        assertEquals(List.of(Map.of(1, 7L, 2, 8L)), told);
        commits.handled(TWO, 8);
        goOn();
        assertEquals(Map.of(2, 9L), told.get(1));
    }

    @Test
    void what_kafka_did_not_take_is_told_again_with_what_came_meanwhile() {
        away = true;
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        goOn();
        commits.handled(ONE, 9);
        goOn();
        away = false;
        goOn();
        goOn();
        assertEquals(List.of(Map.of(1, 5L, 2, 8L), Map.of(1, 10L, 2, 8L), Map.of(1, 10L, 2, 8L)), told);
    }

    @Test
    void a_consumer_that_ended_tells_no_more() {
        away = true;
        commits.handled(ONE, 4);
        goOn();
        commits.terminate(true);
        goOn();
        goOn();
        assertEquals(2, told.size());
    }

    @Test
    void a_partition_that_goes_is_told_at_once_and_not_after_that_until_it_comes_back() {
        commits.handled(ONE, 4);
        commits.handled(TWO, 7);
        commits.partitionsRevoked(List.of(ONE));
        assertEquals(List.of(Map.of(1, 5L)), told);
        commits.handled(ONE, 5); // a handler that was at it
        goOn();
        assertEquals(Map.of(2, 8L), told.get(1));
        commits.partitionsAssigned(List.of(ONE));
        commits.handled(ONE, 3);
        goOn();
        assertEquals(Map.of(1, 4L), told.get(2));
    }

    @Test
    void a_last_commit_that_fails_stops_nobody() {
        away = true;
        commits.handled(ONE, 4);
        commits.partitionsRevoked(List.of(ONE, TWO));
        assertEquals(List.of(Map.of(1, 5L)), told);
    }

    /** The quarter of a second is over. */
    private void goOn() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    /** A consumer that takes commits by this method, or refuses them. */
    private <T> T proxy(Class<T> type, String commit, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (method.getName().equals("unwrap")) {
                        return proxy(Consumer.class, "commitSync", null);
                    }
                    if (!method.getName().equals(commit)) {
                        throw new IllegalStateException(method.getName());
                    }
                    Map<Integer, Long> offsets = new TreeMap<>();
                    ((Map<?, ?>) given[0])
                            .forEach((partition, next) -> offsets.put(
                                    ((TopicPartition) partition).partition(), ((OffsetAndMetadata) next).offset()));
                    told.add(offsets);
                    if (!away) {
                        return answer;
                    }
                    if (answer == null) {
                        throw new KafkaException("away");
                    }
                    return Uni.createFrom().failure(new KafkaException("away"));
                }));
    }
}
