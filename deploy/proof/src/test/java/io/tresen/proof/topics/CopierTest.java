package io.tresen.proof.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CopierTest {

    private static final int KEYS = 7;
    private static final List<ConsumerRecord<byte[], byte[]>> RECORDS = IntStream.range(0, 200)
            .mapToObj(i -> new ConsumerRecord<>("t", 0, i, bytes("key-" + i % KEYS), bytes("")))
            .toList();

    @Test
    void all_records_come_again_in_another_order_and_each_key_keeps_its_own() {
        List<ConsumerRecord<byte[], byte[]>> shuffled = new Copier(null, new Random(1)).shuffled(RECORDS);
        assertEquals(RECORDS.size(), shuffled.size());
        assertNotEquals(RECORDS, shuffled);
        for (int key = 0; key < KEYS; key++) {
            String name = "key-" + key;
            assertEquals(offsets(RECORDS, name), offsets(shuffled, name));
        }
    }

    @Test
    void records_that_another_key_overtakes_are_counted() {
        assertEquals(0, Copier.overtaken(RECORDS));
        assertEquals(2, Copier.overtaken(List.of(at(0, 5), at(0, 3), at(1, 1), at(0, 4), at(1, 2), at(0, 6))));
        assertNotEquals(0, Copier.overtaken(new Copier(null, new Random(1)).shuffled(RECORDS)));
    }

    private static ConsumerRecord<byte[], byte[]> at(int partition, long offset) {
        return new ConsumerRecord<>("t", partition, offset, bytes("key-" + offset), bytes(""));
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        return records.stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                .map(ConsumerRecord::offset)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
