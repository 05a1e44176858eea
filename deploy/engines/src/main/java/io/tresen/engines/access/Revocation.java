package io.tresen.engines.access;

import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TokenRevoked;
import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Says on the real topic, as chat-service would, that a token is revoked. */
final class Revocation {

    private Revocation() {}

    static void tell(UUID jti) {
        TokenRevoked value = TokenRevoked.newBuilder()
                .setTokenId(jti)
                .setEndsAt(Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS))
                .build();
        TestTopics.produce(
                Topics.CHAT_TOKEN.name(),
                jti.toString(),
                encoded(value),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "TokenRevoked",
                        "ce_businessid", UUID.randomUUID().toString(),
                        "ce_sequence", "1"));
    }

    private static byte[] encoded(TokenRevoked value) {
        SpecificData model = new SpecificData(TokenRevoked.class.getClassLoader());
        model.addLogicalTypeConversion(new Conversions.UUIDConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        try {
            int id = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl())
                    .idOf(value.getSchema().getFullName(), value.getSchema().toString())
                    .orElseThrow();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
            new SpecificDatumWriter<TokenRevoked>(value.getSchema(), model)
                    .write(value, EncoderFactory.get().directBinaryEncoder(out, null));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
