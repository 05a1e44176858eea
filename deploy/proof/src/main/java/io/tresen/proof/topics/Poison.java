package io.tresen.proof.topics;

import io.tresen.contracts.Topic;
import io.tresen.messaging.event.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records that nobody should have written. What is wrong with each is the only thing that is wrong with it, unless it says more.
 */
public enum Poison {
    TRUNCATED(true, "bad-value") {
        @Override
        void spoil(Dose dose) {
            dose.value = Arrays.copyOf(dose.value, Wire.PREFIX + (dose.value.length - Wire.PREFIX) / 2);
        }
    },
    LEFT_OVER(true, "bad-value") {
        @Override
        void spoil(Dose dose) {
            dose.value = Arrays.copyOf(dose.value, dose.value.length + 3);
        }
    },
    NO_AVRO(true, "bad-value") {
        @Override
        void spoil(Dose dose) {
            dose.value = "{\"not\": \"Avro\"}".getBytes(StandardCharsets.UTF_8);
        }
    },
    /** A text of 2 GB is announced: nobody may make room for it. */
    LYING_LENGTH(true, "bad-value") {
        @Override
        void spoil(Dose dose) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(dose.value, 0, Wire.PREFIX);
            out.writeBytes(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 'a', 'b'});
            dose.value = out.toByteArray();
        }
    },
    UNKNOWN_SCHEMA(true, "unknown-schema") {
        @Override
        void spoil(Dose dose) {
            ByteBuffer.wrap(dose.value).putInt(1, NOBODYS_ID);
        }
    },
    FOREIGN_SCHEMA(true, "wrong-schema") {
        @Override
        void spoil(Dose dose) {
            ByteBuffer.wrap(dose.value).putInt(1, dose.foreignId);
        }
    },
    TOMBSTONE(true, "no-value") {
        @Override
        void spoil(Dose dose) {
            dose.value = null;
        }
    },
    /** What a later version may send: no fault, so no letter. */
    UNKNOWN_TYPE(false, null) {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_type", "SomethingNew");
        }
    },
    NULL_KEY(false, "no-key") {
        @Override
        void spoil(Dose dose) {
            dose.key = null;
        }
    },
    KEY_IS_NO_ID(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.key = "'; drop table orders; --".getBytes(StandardCharsets.UTF_8);
        }
    },
    NO_ID(false, "no-header") {
        @Override
        void spoil(Dose dose) {
            dose.headers.remove("ce_id");
        }
    },
    NO_TYPE(false, "no-header") {
        @Override
        void spoil(Dose dose) {
            dose.headers.put("ce_type", null);
        }
    },
    ID_IS_NONE(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_id", "1-1-1-1-1");
        }
    },
    NO_UTF8(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.headers.put("ce_type", new byte[] {(byte) 0xc3, 0x28});
        }
    },
    NUL(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_type", "Some\0thing");
        }
    },
    ENDLESS_HEADER(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_correlationid", "x".repeat(100_000));
        }
    },
    FOREIGN_TENANT(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_businessid", "../../etc/passwd");
        }
    },
    SEQUENCE_ZERO(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_sequence", "0");
        }
    },
    SEQUENCE_TOO_LARGE(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_sequence", "99999999999999999999");
        }
    },
    /** Nothing of it is in the way but that there are so many. */
    MANY_HEADERS(false, null) {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_type", "SomethingNew");
            for (int i = 0; i < 5_000; i++) {
                dose.text("x-" + i, "y");
            }
        }
    },
    /**
     * The last of each counts, and is of a type that nobody reads; the value is there to be stumbled over by who takes the first.
     */
    DOUBLE_HEADER(false, null) {
        @Override
        void spoil(Dose dose) {
            TRUNCATED.spoil(dose);
            dose.again("ce_id", UUID.randomUUID().toString());
            dose.again("ce_type", "SomethingNew");
        }
    },
    /** The first is one. */
    LAST_ID_IS_NONE(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.again("ce_id", "1-1-1-1-1");
        }
    },
    BAD_TRACEPARENT(false, "bad-header") {
        @Override
        void spoil(Dose dose) {
            dose.text("traceparent", "00-\0");
        }
    },
    /** A text that is no W3C Trace Context, on what nobody reads: it names no place to go on from, and is no fault. */
    FOREIGN_TRACEPARENT(false, null) {
        @Override
        void spoil(Dose dose) {
            dose.text("ce_type", "SomethingNew");
            dose.text("traceparent", "00-" + "z".repeat(32) + "-'; drop table orders; --");
        }
    },
    /** As large as the broker takes, so that its letter is larger: what is left over behind the value. */
    OVERSIZE(true, "bad-value") {
        @Override
        void spoil(Dose dose) {
            dose.value = Arrays.copyOf(dose.value, AS_LARGE_AS_THE_BROKER_TAKES);
        }
    };

    private static final int NOBODYS_ID = 0x7f000000;
    private static final int AS_LARGE_AS_THE_BROKER_TAKES = 1_048_000;

    /** Kafka's own {@code max.message.bytes}, which no topic changes: of a batch, so that a value of as many is too large. */
    private static final int LARGER = 1_048_588;

    private final boolean inTheValue;
    private final String reason;

    Poison(boolean inTheValue, String reason) {
        this.inTheValue = inTheValue;
        this.reason = reason;
    }

    /** Whether only those find it who read a value of this type; the others go by its headers. */
    public boolean inTheValue() {
        return inTheValue;
    }

    /** Whether one that each consumer reads is enough of it. */
    public boolean isLarge() {
        return this == OVERSIZE;
    }

    /** The word in the letter; null when it is no fault. */
    public String reason() {
        return reason;
    }

    abstract void spoil(Dose dose);

    /** Nobody's letter: the broker refuses what is above its topic's {@code max.message.bytes}. */
    public static ProducerRecord<byte[], byte[]> tooLarge(Topic topic, String recordName, Wire wire) {
        ProducerRecord<byte[], byte[]> large = OVERSIZE.of(topic, recordName, wire);
        return new ProducerRecord<>(
                large.topic(), null, large.key(), Arrays.copyOf(large.value(), LARGER), large.headers());
    }

    /** One of it: of a key and an event that nobody has heard of. */
    public ProducerRecord<byte[], byte[]> of(Topic topic, String recordName, Wire wire) {
        Dose dose = new Dose(recordName, wire);
        spoil(dose);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), dose.key, dose.value);
        dose.headers.forEach((name, value) -> record.headers().add(name, value));
        dose.further.forEach(header -> record.headers().add(header));
        return record;
    }

    /** What is spoilt. It says no source, by which the checker knows the platform's own events. */
    static final class Dose {
        private static final String BUSINESS = "io.tresen.contracts.chat.v1.BusinessChanged";
        private static final String TOKEN = "io.tresen.contracts.chat.v1.TokenRevoked";

        private byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        private byte[] value;
        private final int foreignId;
        private final Map<String, byte[]> headers = new TreeMap<>();
        private final List<Header> further = new ArrayList<>();

        private Dose(String recordName, Wire wire) {
            value = Wire.write(wire.today(recordName), Sample.of(SchemaIds.schemaOf(recordName)));
            foreignId = wire.today(recordName.equals(BUSINESS) ? TOKEN : BUSINESS);
            text("ce_id", UUID.randomUUID().toString());
            text("ce_type", recordName.substring(recordName.lastIndexOf('.') + 1));
            text("ce_sequence", "1");
            text("ce_businessid", UUID.randomUUID().toString());
        }

        private void text(String name, String text) {
            headers.put(name, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Behind all others. */
        private void again(String name, String text) {
            further.add(new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
