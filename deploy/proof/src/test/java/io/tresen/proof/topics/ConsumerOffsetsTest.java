package io.tresen.proof.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.engines.Engines;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a consumer has not acknowledged, by the broker. */
class ConsumerOffsetsTest {

    private static final String BOOTSTRAP = Engines.ofThisJvm().bootstrapServers();
    private static final String GROUP = "catalog.offsets-test";
    private static final TopicPartition FIRST = new TopicPartition("offsets-test", 0);
    private static final TopicPartition SECOND = new TopicPartition("offsets-test", 1);

    @BeforeAll
    static void a_consumer_that_has_read_a_part_of_one_partition() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BOOTSTRAP))) {
            admin.createTopics(List.of(new NewTopic(FIRST.topic(), 2, (short) 1)))
                    .all()
                    .get();
            admin.alterConsumerGroupOffsets(GROUP, Map.of(FIRST, new OffsetAndMetadata(3)))
                    .all()
                    .get();
        }
    }

    @Test
    void what_it_has_not_acknowledged_is_unread() {
        assertEquals(7, unread(Map.of(FIRST, 10L)));
    }

    @Test
    void a_partition_that_it_never_acknowledged_is_unread_from_its_beginning() {
        assertEquals(12, unread(Map.of(FIRST, 10L, SECOND, 5L)));
    }

    @Test
    void what_came_behind_the_place_does_not_count() {
        assertEquals(5, unread(Map.of(FIRST, 2L, SECOND, 5L)));
        assertEquals(0, unread(Map.of(FIRST, 3L)));
    }

    private static long unread(Map<TopicPartition, Long> ends) {
        try (ConsumerOffsets offsets = new ConsumerOffsets(BOOTSTRAP)) {
            return offsets.unread(GROUP, ends);
        }
    }
}
