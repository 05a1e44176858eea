package io.tresen.messaging.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.engines.Engines;
import io.tresen.messaging.deploy.SchemaRegistration;
import io.tresen.proof.client.Pause;
import io.tresen.proof.topics.NextVersion;
import io.tresen.proof.topics.Sample;
import io.tresen.proof.topics.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event as today and as its next version, each read by both, by the real registry's rule and with the platform's own
 * encoder and decoder on today's side.
 */
class NextVersionTest {

    private static final Map<String, AvroCodec> CODECS = new HashMap<>();
    private static Wire wire;

    static List<String> records() {
        return Topics.all().stream()
                .flatMap(topic -> topic.recordNames().stream())
                .toList();
    }

    @BeforeAll
    static void todaysServices() throws IOException {
        Engines engines = Engines.ofThisJvm();
        engines.registry().start();
        SchemaRegistration.registerAll(engines.ccompatUrl());
        wire = new Wire(engines.ccompatUrl());
        for (String service : Topics.SERVICES) {
            SchemaIds ids = new SchemaIds(engines.ccompatUrl(), service);
            ids.start(null);
            Pause pause = new Pause(Duration.ofSeconds(30));
            while (!ids.complete() && pause.again()) {
                // it asks the registry
            }
            CODECS.put(service, new AvroCodec(ids));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void today_and_the_next_version_read_each_other(String name) {
        Schema today = SchemaIds.schemaOf(name);
        Schema next = NextVersion.of(today);
        int id = wire.register(next);
        assertNotEquals(wire.today(name), id);
        AvroCodec codec = CODECS.get(owner(name));
        GenericRecord sample = Sample.of(today);

        SpecificRecord fromToday = codec.decode(Wire.write(wire.today(name), sample), type(name));
        SpecificRecord fromNext = codec.decode(Wire.write(id, NextVersion.of(sample, next)), type(name));
        assertEquals(fromToday, fromNext, "today's reader of the next version");

        GenericRecord read = wire.read(codec.encode(fromToday), next);
        assertNull(read.get(NextVersion.FIELD));
        today.getFields()
                .forEach(field -> assertEquals(
                        text(sample.get(field.pos())), text(read.get(field.name())), name + "." + field.name()));
        GenericRecord own = wire.read(Wire.write(id, NextVersion.of(sample, next)), next);
        assertEquals(NextVersion.VALUE, own.get(NextVersion.FIELD).toString());
    }

    /** The registry's rule is real: what is not optional is refused. */
    @ParameterizedTest
    @MethodSource("records")
    void a_next_version_that_leaves_something_out_or_must_have_something_is_refused(String name) {
        Schema today = SchemaIds.schemaOf(name);
        List<Schema.Field> fields = new java.util.ArrayList<>();
        today.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("mandatory", Schema.create(Schema.Type.STRING), "No default."));
        Schema mandatory = Schema.createRecord(today.getName(), "", today.getNamespace(), false, fields);
        assertThrows(UncheckedIOException.class, () -> wire.register(mandatory));
    }

    private static String owner(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.recordNames().contains(name))
                .map(Topic::owner)
                .findFirst()
                .orElseThrow();
    }

    private static Class<? extends SpecificRecord> type(String name) {
        try {
            return Class.forName(name).asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Texts are Strings on one side and Avro's own on the other. */
    private static String text(Object value) {
        return String.valueOf(value);
    }
}
