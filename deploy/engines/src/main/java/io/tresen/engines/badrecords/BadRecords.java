package io.tresen.engines.badrecords;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Makes the records that a service may be given: each type of each topic that it reads, in turn. */
public final class BadRecords {

    /** So many keys are in use at a time; the first, which is the business too, for ever. */
    private static final int KEYS = 12;

    /** So many records of its largest topic each other key gets: a letter or a gap parks a key for good, and all behind it. */
    private static final int PER_KEY = 3;

    private static final int PREFIX = 5;
    /** So rarely is a value bad that is to be sound. */
    private static final int NEVER = 1 << 27;

    private static final String[] HEADERS = {
        "ce_id", "ce_type", "ce_sequence", "ce_businessid", "ce_time", "ce_correlationid"
    };
    private static final String[] VALUES = {
        "",
        " ",
        "x",
        "0",
        "-1",
        "9223372036854775808",
        "9223372036854775807",
        "1.0",
        "1-1-1-1-1",
        "\u0000",
        "2026-02-30T00:00:00Z",
        "OrderPlaced",
        "x".repeat(1_001),
        "+1",
        "٣"
    };

    private record Kind(Topic topic, Schema schema) {}

    private final List<Kind> kinds;
    private final ToIntFunction<Schema> registry;
    private final Random random;
    private final List<UUID> ids;
    private final int perKey;
    private final Map<String, Long> sequences = new HashMap<>();

    /** @param registry the id of a schema */
    public BadRecords(String service, ToIntFunction<Schema> registry, long seed) {
        this.kinds = Topics.all().stream()
                .filter(topic -> topic.readers().contains(service))
                .flatMap(topic -> topic.recordNames().stream().map(name -> new Kind(topic, schema(name))))
                .toList();
        this.registry = registry;
        this.random = new Random(seed);
        this.ids = new ArrayList<>(Stream.generate(this::id).limit(KEYS).toList());
        long largest =
                kinds.stream().collect(Collectors.groupingBy(Kind::topic, Collectors.counting())).values().stream()
                        .max(Long::compare)
                        .orElse(1L);
        this.perKey = Math.max(1, PER_KEY * kinds.size() / (int) largest);
    }

    private UUID id() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private static Schema schema(String name) {
        try {
            return SpecificData.get().getSchema(Class.forName(name, false, Topics.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("There is no class of " + name, e);
        }
    }

    /** The topics that it makes records of. */
    public List<Topic> topics() {
        return kinds.stream().map(Kind::topic).distinct().toList();
    }

    /** How many in a row have each type once. */
    public int round() {
        return kinds.size();
    }

    /** One of the kind whose turn it is; the sequences of keys go on, and now and then a new key takes an old one's place. */
    public BadRecord make(int number) {
        if (number % perKey == perKey - 1) {
            ids.set(1 + number / perKey % (KEYS - 1), id());
        }
        Kind kind = kinds.get(number % kinds.size());
        UUID key = ids.get(random.nextInt(KEYS));
        BadValue value = new BadValue(random, ids, 12);
        byte[] bytes = bytes(kind.schema(), value);
        List<String> changes = new ArrayList<>(value.changes());
        Map<String, String> headers =
                headers(kind.schema(), sequences.merge(kind.topic().name() + key, 1L, Long::sum));
        byte[] keyBytes = key.toString().getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(12)) {
            case 0 -> bytes = spoilt(bytes, changes);
            case 1 -> header(headers, changes);
            case 2 -> {
                keyBytes = new byte[][] {
                            new byte[0], {(byte) 0xFF}, "key".getBytes(StandardCharsets.UTF_8), new byte[2_000]
                        }
                        [random.nextInt(4)];
                changes.add("the key has " + keyBytes.length + " bytes");
            }
            default -> {
                // the value's own changes are enough
            }
        }
        return new BadRecord(kind.topic(), keyBytes, bytes, headers, changes);
    }

    /**
     * Values that nobody can read, some of each type. Each has a key of its own and headers that are in order, so that nothing but
     * its value is in its way: whoever reads its type has to letter it.
     */
    public List<BadRecord> unreadable() {
        List<BadRecord> all = new ArrayList<>();
        for (Kind kind : kinds) {
            byte[] sound = bytes(kind.schema(), new BadValue(random, ids, NEVER));
            byte[] foreign = sound.clone();
            foreign[1] = 0x7F;
            all.add(unreadable(kind, null, "none"));
            all.add(unreadable(kind, Arrays.copyOf(sound, PREFIX + (sound.length - PREFIX) / 2), "truncated"));
            all.add(unreadable(kind, foreign, "of no schema"));
        }
        return all;
    }

    private BadRecord unreadable(Kind kind, byte[] value, String change) {
        return new BadRecord(
                kind.topic(),
                id().toString().getBytes(StandardCharsets.UTF_8),
                value,
                headers(kind.schema(), 1),
                List.of(change));
    }

    /** With the registry's prefix. */
    private byte[] bytes(Schema schema, BadValue value) {
        byte[] avro = value.of(schema);
        return ByteBuffer.allocate(PREFIX + avro.length)
                .put((byte) 0)
                .putInt(registry.applyAsInt(schema))
                .put(avro)
                .array();
    }

    /** In order. */
    private Map<String, String> headers(Schema schema, long sequence) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", new UUID(random.nextLong(), random.nextLong()).toString());
        headers.put("ce_type", schema.getName());
        headers.put("ce_businessid", ids.get(0).toString());
        headers.put("ce_sequence", String.valueOf(sequence));
        return headers;
    }

    private byte[] spoilt(byte[] bytes, List<String> changes) {
        int kind = random.nextInt(6);
        changes.add(List.of("truncated", "longer", "of no schema", "of another magic", "a byte changed", "none")
                .get(kind));
        switch (kind) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                return Arrays.copyOf(bytes, bytes.length + 3);
            }
            case 2 -> bytes[1] = 0x7F;
            case 3 -> bytes[0] = 1;
            case 4 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                return null;
            }
        }
        return bytes;
    }

    private void header(Map<String, String> headers, List<String> changes) {
        String name = HEADERS[random.nextInt(HEADERS.length)];
        if (random.nextInt(4) == 0) {
            headers.remove(name);
            changes.add("no " + name);
        } else {
            String value = VALUES[random.nextInt(VALUES.length)];
            headers.put(name, value);
            changes.add(name + ": " + value);
        }
    }
}
