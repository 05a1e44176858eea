package io.tresen.proof.topics;

import io.tresen.contracts.Topics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.SchemaIds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fills {@code catalog.product.v1} with changes of a shop's products that catalog-service itself knows nothing of: as many as
 * come in an hour, not waited for. Each product changes again and again, in any order among them.
 */
public final class Backlog {

    private static final int CHANGES_OF_A_PRODUCT = 20;

    private final TopicBytes topics;
    private final Wire wire;
    private final UUID businessId;

    public Backlog(TopicBytes topics, Wire wire, UUID businessId) {
        this.topics = topics;
        this.wire = wire;
        this.businessId = businessId;
    }

    /** Returns once the broker has all of them. @param records 1 or more */
    public void fill(int records, long seed) {
        Schema schema = SchemaIds.schemaOf(Topics.CATALOG_PRODUCT.recordNames().get(0));
        int id = wire.today(schema.getFullName());
        GenericRecord product = topics.read(Topics.CATALOG_PRODUCT).stream()
                .filter(record -> record.value() != null)
                .map(record -> wire.read(record.value(), schema))
                .filter(record -> record.get("business_id").toString().equals(businessId.toString()))
                .findFirst()
                .orElseThrow();
        Random random = new Random(seed);
        int[] versions = new int[Math.max(1, records / CHANGES_OF_A_PRODUCT)];
        for (int i = 0; i < records; i++) {
            int number = random.nextInt(versions.length);
            topics.send(change(product, id, number, ++versions[number]));
        }
        topics.flush();
    }

    private ProducerRecord<byte[], byte[]> change(GenericRecord product, int schemaId, int number, int version) {
        String retailerId = "backlog-" + number;
        String productId = Ids.v5(businessId, retailerId).toString();
        product.put("product_id", productId);
        product.put("retailer_id", retailerId);
        product.put("title", "Backlog " + number + " as changed by " + version);
        product.put("version", (long) version);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.CATALOG_PRODUCT.name(), bytes(productId), Wire.write(schemaId, product));
        record.headers()
                .add("ce_id", bytes(UUID.randomUUID().toString()))
                .add("ce_type", bytes("ProductChanged"))
                .add("ce_sequence", bytes(Integer.toString(version)))
                .add("ce_aggregateversion", bytes(Integer.toString(version)))
                .add("ce_businessid", bytes(businessId.toString()));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
