package io.tresen.messaging.probe;

import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.catalog.v1.StockReserved;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Puts records on topics as their owner would, or as nobody should. */
final class Published {

    private Published() {}

    static UUID reserved(UUID order, long sequence) {
        UUID id = UUID.randomUUID();
        reserved(order, sequence, id);
        return id;
    }

    static void reserved(UUID order, long sequence, UUID id) {
        TestTopics.produce(
                "catalog.reservation.v1",
                order.toString(),
                encode(reservation(order)),
                headers(id, "StockReserved", sequence));
    }

    static StockReserved reservation(UUID order) {
        return StockReserved.newBuilder()
                .setOrderId(order)
                .setBusinessId(UUID.randomUUID())
                .setOccurredAt(Instant.now())
                .setLines(List.of())
                .build();
    }

    static ProductChanged snapshot(UUID id, String title, long sequence) {
        return ProductChanged.newBuilder()
                .setProductId(id)
                .setBusinessId(UUID.randomUUID())
                .setRetailerId("tea")
                .setVersion(sequence)
                .setTitle(title)
                .setDescription("")
                .setPrice(new Money(450L, "EUR"))
                .setAttributes(Map.of())
                .setKind(ProductKind.GOODS)
                .setVisibility(Visibility.VISIBLE)
                .setCounted(true)
                .setOccurredAt(Instant.now())
                .build();
    }

    static void product(UUID id, String title, long sequence) {
        TestTopics.produce(
                "catalog.product.v1",
                id.toString(),
                encode(snapshot(id, title, sequence)),
                headers(UUID.randomUUID(), "ProductChanged", sequence));
    }

    static Map<String, String> headers(UUID id, String type, long sequence) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", type);
        headers.put("ce_businessid", UUID.randomUUID().toString());
        headers.put("ce_sequence", Long.toString(sequence));
        return headers;
    }

    static byte[] encode(SpecificRecord record) {
        try {
            int id = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl())
                    .idOf(record.getSchema().getFullName(), record.getSchema().toString())
                    .orElseThrow();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), SpecificData.getForSchema(record.getSchema()))
                    .write(record, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
