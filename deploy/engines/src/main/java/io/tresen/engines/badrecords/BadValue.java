package io.tresen.engines.badrecords;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes a value of a schema straight into Avro's bytes, now and then one that no honest writer would write: some are within the
 * schema and against every rule, some are within no schema.
 */
final class BadValue {

    private static final int DEPTH = 6;
    private static final String[] TEXTS = {
        "",
        " ",
        "\u0000",
        "a\u0000b",
        "\u202e",
        "\ufffe",
        "😀",
        "null",
        "0",
        "-1",
        "EUR",
        "eur",
        "XXX",
        "JPY",
        "DE",
        "de",
        "ZZ",
        "UNKNOWN",
        "cod",
        "' or 1=1 --",
        "http://[::1",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "6F9619FF-8B86-D011-B42D-00C04FC964FF",
        "no-uuid",
        "x".repeat(300),
        "x".repeat(70_000),
        "a\u0301".repeat(3_000),
        noise(20_000)
    };
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        9_007_199_254_740_993L,
        1L << 53,
        -62_135_596_800_001L,
        253_402_300_800_000L,
        10_000,
        1_000_000,
        1_700_000_000_000L
    };

    /** Letters that no compression makes shorter, so that no index takes them. */
    private static String noise(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private final Random random;
    private final List<UUID> ids;
    private final int oneIn;
    private final BinaryEncoder out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> changes = new ArrayList<>();

    /** @param ids what uuids are taken from; @param oneIn how many sound values there are to a bad one */
    BadValue(Random random, List<UUID> ids, int oneIn) {
        this.random = random;
        this.ids = ids;
        this.oneIn = oneIn;
        this.out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    }

    /** Avro's bytes, without the registry's prefix. */
    byte[] of(Schema schema) {
        try {
            write(schema, "", DEPTH);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What is not as it should be, a place each. */
    List<String> changes() {
        return changes;
    }

    private boolean bad(String place) {
        boolean bad = random.nextInt(oneIn) == 0;
        if (bad) {
            changes.add(place);
        }
        return bad;
    }

    private void write(Schema schema, String place, int depth) throws IOException {
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    write(field.schema(), place + "/" + field.name(), depth - 1);
                }
            }
            case UNION -> union(schema, place, depth);
            case ENUM -> {
                int last = schema.getEnumSymbols().size();
                out.writeEnum(bad(place) ? new int[] {-1, last, 0, 999}[random.nextInt(4)] : random.nextInt(last));
            }
            case STRING -> text(schema, place);
            case INT ->
                out.writeInt(bad(place) ? (int) NUMBERS[random.nextInt(NUMBERS.length)] : 1 + random.nextInt(5));
            case LONG -> number(schema, place);
            case BOOLEAN -> out.writeBoolean(random.nextBoolean());
            case DOUBLE -> out.writeDouble(bad(place) ? Double.NaN : 1.5);
            case FLOAT -> out.writeFloat(bad(place) ? Float.NEGATIVE_INFINITY : 1.5f);
            case NULL -> out.writeNull();
            case BYTES, FIXED -> out.writeBytes(new byte[bad(place) ? 100_000 : 3]);
            case ARRAY -> list(schema.getElementType(), false, place, depth);
            case MAP -> list(schema.getValueType(), true, place, depth);
        }
    }

    private void union(Schema schema, String place, int depth) throws IOException {
        int chosen = random.nextInt(schema.getTypes().size());
        if (random.nextInt(oneIn * 8) == 0) {
            changes.add(place + " of no branch");
            out.writeIndex(random.nextBoolean() ? -1 : 99);
        } else {
            out.writeIndex(chosen);
            write(schema.getTypes().get(chosen), place, depth);
        }
    }

    private void text(Schema schema, String place) throws IOException {
        boolean uuid = schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("uuid");
        if (!bad(place)) {
            out.writeString(
                    uuid ? ids.get(random.nextInt(ids.size())).toString() : random.nextBoolean() ? "EUR" : "text");
        } else if (random.nextInt(8) == 0) {
            out.writeLong(
                    new long[] {-1, Long.MIN_VALUE, 2_000_000_000, Long.MAX_VALUE}[random.nextInt(4)]); // its length
        } else if (random.nextInt(8) == 0) {
            out.writeBytes(new byte[] {(byte) 0xC0, (byte) 0xAF, (byte) 0xFF}); // no UTF-8
        } else {
            out.writeString(TEXTS[random.nextInt(TEXTS.length)]);
        }
    }

    private void number(Schema schema, String place) throws IOException {
        boolean time = schema.getLogicalType() != null;
        if (bad(place)) {
            out.writeLong(NUMBERS[random.nextInt(NUMBERS.length)]);
        } else {
            out.writeLong(time ? System.currentTimeMillis() : 1 + random.nextInt(2_000));
        }
    }

    private void list(Schema of, boolean named, String place, int depth) throws IOException {
        boolean bad = bad(place);
        if (bad && random.nextInt(3) == 0) {
            out.writeLong(random.nextBoolean() ? Long.MAX_VALUE : 1_000_000_000L); // as many items as nobody sends
            return;
        }
        int length = depth <= 0 ? 0 : bad ? 300 * random.nextInt(2) : 1 + random.nextInt(2);
        out.writeArrayStart();
        out.setItemCount(length);
        for (int i = 0; i < length; i++) {
            out.startItem();
            if (named) {
                out.writeString("k" + i);
            }
            write(of, place + "/" + i, depth - 1);
        }
        out.writeArrayEnd();
    }
}
