package io.tresen.engines.badrecords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRecordsTest {

    private static final int MANY = 2_000;

    private static List<BadRecord> some(String service) {
        BadRecords records = new BadRecords(service, schema -> 7, 7);
        return IntStream.range(0, MANY).mapToObj(records::make).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "chat", "order", "payment", "notification"})
    void a_round_has_every_type_of_every_topic_that_the_service_reads(String service) {
        BadRecords records = new BadRecords(service, schema -> 7, 7);
        Set<String> expected = Topics.all().stream()
                .filter(topic -> topic.readers().contains(service))
                .flatMap(topic -> topic.types().stream().map(type -> topic.name() + " " + type))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected.size(), records.round());
        Set<String> met = new TreeSet<>();
        for (BadRecord record : some(service)) {
            met.add(record.topic().name() + " " + record.headers().get("ce_type"));
        }
        assertTrue(met.containsAll(expected), () -> expected + " but " + met);
    }

    @Test
    void of_each_type_there_are_three_unreadable_values_with_keys_of_their_own() {
        BadRecords records = new BadRecords("order", schema -> 7, 7);
        List<BadRecord> unreadable = records.unreadable();
        assertEquals(3 * records.round(), unreadable.size());
        assertEquals(
                unreadable.size(),
                unreadable.stream()
                        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .distinct()
                        .count());
    }

    /** A letter or a gap parks a key for good: what lies before its first is all that a handler can get of it. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog", "chat", "order", "payment", "notification"})
    void of_as_many_as_one_likes_a_good_part_lies_before_the_first_fault_of_its_key(String service) {
        BadRecords records = new BadRecords(service, schema -> 7, 7);
        Map<String, Integer> all = new TreeMap<>();
        Map<String, Integer> reached = new TreeMap<>();
        Set<String> parked = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            BadRecord record = records.make(i);
            String topic = record.topic().name();
            String key = topic + new String(record.key(), StandardCharsets.UTF_8);
            all.merge(topic, 1, Integer::sum);
            reached.merge(topic, parked.contains(key) ? 0 : 1, Integer::sum);
            if (!record.changes().isEmpty()) {
                parked.add(key);
            }
        }
        all.forEach(
                (topic, count) -> assertTrue(reached.get(topic) * 4 > count, topic + ": " + reached + " of " + all));
    }

    @Test
    void a_key_is_kept_long_enough_for_events_that_follow_each_other() {
        Map<String, Long> perKey = some("order").stream()
                .filter(record -> record.topic().equals(Topics.PAYMENT_PAYMENT))
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), StandardCharsets.UTF_8), Collectors.counting()));
        assertTrue(perKey.values().stream().filter(count -> count > 2).count() > 50, perKey.toString());
    }

    @Test
    void a_seed_makes_the_same_records() {
        List<BadRecord> ones = some("order");
        List<BadRecord> others = some("order");
        for (int i = 0; i < MANY; i++) {
            assertEquals(ones.get(i).headers(), others.get(i).headers());
            assertEquals(ones.get(i).changes(), others.get(i).changes());
            assertArrayEquals(ones.get(i).key(), others.get(i).key());
        }
    }

    @Test
    void what_was_not_spoilt_is_read_by_avro_and_much_of_the_rest_is_not() {
        Schema schema = io.tresen.contracts.order.v1.OrderPlaced.getClassSchema();
        int sound = 0;
        int unreadable = 0;
        for (BadRecord record : some("notification")) {
            if ("OrderPlaced".equals(record.headers().get("ce_type")) && record.value() != null) {
                boolean read = isRead(schema, record.value());
                assertTrue(read || !record.changes().isEmpty(), record.toString());
                sound += record.changes().isEmpty() ? 1 : 0;
                unreadable += read ? 0 : 1;
            }
        }
        assertTrue(sound > 0 && unreadable > 5, sound + " sound, " + unreadable + " unreadable");
    }

    private static boolean isRead(Schema schema, byte[] value) {
        if (value.length < 5) {
            return false;
        }
        try {
            new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
            return true;
        } catch (Exception | OutOfMemoryError e) {
            return false;
        }
    }

    @Test
    void every_way_to_spoil_is_taken() {
        List<String> changes = some("payment").stream()
                .flatMap(record -> record.changes().stream())
                .toList();
        List.of(
                        "/order_id",
                        "/amount/amount_minor",
                        "/amount/currency",
                        "/method",
                        "/occurred_at",
                        "of no branch",
                        "truncated",
                        "longer",
                        "of no schema",
                        "of another magic",
                        "a byte changed",
                        "none",
                        "no ce_id",
                        "ce_sequence: ",
                        "the key has 0 bytes")
                .forEach(it -> assertTrue(changes.stream().anyMatch(told -> told.contains(it)), "never: " + it));
    }
}
