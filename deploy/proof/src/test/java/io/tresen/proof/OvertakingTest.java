package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.engines.TestTopics;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Row;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.EventTopics;
import io.tresen.proof.topics.Reader;
import io.tresen.proof.topics.TopicBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumers that do not run read in another order what they have not read, and nothing of it twice. */
class OvertakingTest {

    private static final int KEYS = 6;
    private static final int OF_EACH = 5;
    private static final List<Reader> READERS = Reader.of("payment");
    private static final String REQUESTS = "payment.payment-request";
    private static final String SHOPPERS = "payment.shoppers";

    private final Findings findings = new Findings("replay", 1);
    private String bootstrap;
    private TopicBytes topics;
    private ConsumerOffsets offsets;

    @BeforeEach
    void all_have_read_what_there_is() throws ExecutionException, InterruptedException {
        bootstrap = EventTopics.bootstrap();
        topics = new TopicBytes(bootstrap);
        offsets = new ConsumerOffsets(bootstrap);
        write(Topics.CHAT_SHOPPER);
        write(Topics.ORDER_PAYMENT_REQUEST);
        Map<TopicPartition, Long> ends = topics.ends();
        for (Reader reader : READERS) {
            TopicPartition partition = only(reader.topic());
            goesOn(reader.consumer(), reader.topic(), ends.get(partition));
        }
    }

    @AfterEach
    void close() {
        topics.close();
        offsets.close();
    }

    @Test
    void what_nobody_has_read_comes_once_and_in_another_order() {
        Map<TopicPartition, Long> from = topics.ends();
        write(Topics.ORDER_PAYMENT_REQUEST);
        write(Topics.CATALOG_PRODUCT);
        Map<TopicPartition, Long> to = topics.ends();
        overtaking().of(READERS, from);
        List<Row> rows = findings.outcome().rows();
        assertEquals(
                List.of(Overtaking.OVERTAKEN, Overtaking.PASSED_OVER),
                rows.stream().map(Row::what).toList());
        assertTrue(rows.get(0).attempted() > 0);
        assertEquals(new Row(Overtaking.PASSED_OVER, READERS.size(), 0), rows.get(1));
        assertEquals(List.of(), findings.outcome().violations());
        Map<TopicPartition, Long> ends = topics.ends();
        assertEquals(KEYS * OF_EACH, offsets.unread(REQUESTS, its(Topics.ORDER_PAYMENT_REQUEST, ends)));
        assertEquals(0, offsets.unread(REQUESTS, its(Topics.ORDER_PAYMENT_REQUEST, to)));
        Set<TopicPartition> longer = new HashSet<>(ends.keySet());
        longer.removeIf(partition -> ends.get(partition).equals(to.get(partition)));
        assertEquals(Set.of(only(Topics.ORDER_PAYMENT_REQUEST)), longer, "what it does not read is not sent again");
    }

    @Test
    void a_consumer_that_is_going_to_read_originals_is_told() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> from = topics.ends();
        long shoppers = from.get(only(Topics.CHAT_SHOPPER));
        goesOn(SHOPPERS, Topics.CHAT_SHOPPER, shoppers - 2);
        write(Topics.ORDER_PAYMENT_REQUEST);
        overtaking().of(READERS, from);
        assertEquals(
                List.of(Overtaking.PASSED_OVER + ": " + SHOPPERS + " is going to read 2 originals"),
                findings.outcome().violations());
    }

    private Overtaking overtaking() {
        return new Overtaking(topics, new Copier(topics, new Random(1)), offsets, findings);
    }

    private void goesOn(String consumer, Topic topic, long offset) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.alterConsumerGroupOffsets(consumer, Map.of(only(topic), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private static void write(Topic topic) {
        for (int i = 0; i < KEYS * OF_EACH; i++) {
            TestTopics.produce(topic.name(), "key-" + i % KEYS, new byte[] {(byte) i}, Map.of());
        }
    }

    private static Map<TopicPartition, Long> its(Topic topic, Map<TopicPartition, Long> places) {
        return Map.of(only(topic), places.get(only(topic)));
    }

    private static TopicPartition only(Topic topic) {
        return new TopicPartition(topic.name(), 0);
    }
}
