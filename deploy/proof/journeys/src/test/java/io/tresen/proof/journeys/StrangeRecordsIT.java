package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Records that nobody should have written, on every topic: each reader letters them and goes on. */
class StrangeRecordsIT extends OnThePlatform {

    @Test
    void whatCanNotBeReadIsLetteredWithItsReasonAndTheShopGoesOn() throws Exception {
        Shop shop = newShop();
        shop.product("after", "After the storm", 300, 5, "goods");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Topic topic : Topics.all()) {
                if (topic.types().isEmpty()) {
                    continue;
                }
                String known = topic.types().get(0);
                send(producer, topic, known, new byte[] {0, 0, 0, 0, 1, 9}); // truncated
                send(producer, topic, known, new byte[] {0, 0x7f, 0, 0, 1, 9}); // a schema id of nobody
                send(producer, topic, known, "not a record".getBytes(StandardCharsets.UTF_8)); // no Avro at all
                send(producer, topic, "SomethingNew", new byte[] {0, 0, 0, 0, 1}); // counted, not lettered
                if (!topic.compacted()) { // the broker itself refuses it there
                    producer.send(new ProducerRecord<>(topic.name(), null, new byte[] {1}))
                            .get(20, TimeUnit.SECONDS);
                }
            }
        }
        for (String service : List.of("catalog", "chat", "order", "payment", "notification")) {
            assertTrue(letters(service, "unknown-schema") > 0, service + " lettered the unknown schema id");
            assertTrue(letters(service, "no-header") > 0, service + " lettered the record without key and headers");
        }
        discardAll();
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "after", 1, 300);
        ada.address("50667");
        ada.tapOffered("pay:cod");
        ada.awaitNotice("order_confirmation");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Topic topic, String type, byte[] value)
            throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.name(), UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), value);
        Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", type, "ce_sequence", "1")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get(20, TimeUnit.SECONDS);
    }

    /** By the operators' command, until everything is read and no letter is open: one that nobody looks at is an alert. */
    private static void discardAll() throws Exception {
        Pause pause = new Pause(Duration.ofSeconds(120));
        List<String> unrest;
        do {
            for (String service : Topics.SERVICES) {
                discardOpen(service);
            }
            unrest = invariants().awaitRest(Duration.ofSeconds(3));
        } while (!unrest.isEmpty() && pause.again());
        assertEquals(List.of(), unrest);
    }

    private static void discardOpen(String service) throws Exception {
        String user = "tresen_" + service;
        try (var connection = DriverManager.getConnection(platform().jdbcUrl(service), user, user);
                var ask = connection.prepareStatement("insert into operator_command (kind, target)"
                        + " select 'discard', id::text from dead_letter where state = 'open'")) {
            ask.executeUpdate();
        }
    }

    private static long letters(String service, String reason) throws Exception {
        String user = "tresen_" + service;
        Pause pause = new Pause(Duration.ofSeconds(30));
        long count;
        do {
            try (var connection = DriverManager.getConnection(platform().jdbcUrl(service), user, user);
                    var look = connection.prepareStatement("select count(*) from dead_letter where reason = ?")) {
                look.setString(1, reason);
                try (var row = look.executeQuery()) {
                    row.next();
                    count = row.getLong(1);
                }
            }
        } while (count == 0 && pause.again());
        return count;
    }
}
