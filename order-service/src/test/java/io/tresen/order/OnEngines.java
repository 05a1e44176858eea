package io.tresen.order;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.catalog.v1.StockReserved;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.Engines;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTokens;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A shop on real engines: what the other services would publish is published by hand, in Avro, in sequence. */
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
@QuarkusTestResource(OrderTestKeys.class)
abstract class OnEngines {

    static final Duration SOON = Duration.ofSeconds(20);
    static final String ADDRESS =
            """
            {"name": "Ada Buyer", "street": "Geheimweg 7", "postcode": "10115", "city": "Berlin", "country": "DE"}""";

    private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();
    private static final SpecificData MODEL = new SpecificData(Topics.class.getClassLoader());

    static {
        MODEL.addLogicalTypeConversion(new Conversions.UUIDConversion());
        MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    final UUID shop = UUID.randomUUID();
    final UUID shopper = UUID.randomUUID();
    final UUID conversation = UUID.randomUUID();

    void business(io.tresen.contracts.common.v1.PaymentMethod... methods) {
        send(
                Topics.CHAT_BUSINESS,
                shop,
                BusinessChanged.newBuilder()
                        .setBusinessId(shop)
                        .setName("Tea shop")
                        .setHandle("tea-" + shop.toString().substring(0, 8))
                        .setCountry("DE")
                        .setCurrency("EUR")
                        .setLanguage("de")
                        .setPaymentMethods(List.of(methods))
                        .setAssistantEnabled(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    void openShop() {
        business(io.tresen.contracts.common.v1.PaymentMethod.CARD, io.tresen.contracts.common.v1.PaymentMethod.COD);
        product("mug", 1_990, ProductKind.GOODS);
        product("haircut", 2_500, ProductKind.SERVICE);
        send(
                Topics.CHAT_SHOPPER,
                shopper,
                ShopperChanged.newBuilder()
                        .setShopperId(shopper)
                        .setBusinessId(shop)
                        .setConversationIds(List.of(conversation))
                        .setLatestConversationId(conversation)
                        .setMarketingAllowed(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    void product(String retailerId, long priceMinor, ProductKind kind) {
        taxedProduct(retailerId, priceMinor, kind, null);
    }

    void taxedProduct(String retailerId, long priceMinor, ProductKind kind, String taxClass) {
        taxedProduct(retailerId, priceMinor, kind, taxClass, "The " + retailerId);
    }

    void taxedProduct(String retailerId, long priceMinor, ProductKind kind, String taxClass, String title) {
        UUID id = Ids.v5(shop, retailerId);
        long version = SEQUENCES.getOrDefault(Topics.CATALOG_PRODUCT.name() + id, 0L) + 1;
        send(
                Topics.CATALOG_PRODUCT,
                id,
                ProductChanged.newBuilder()
                        .setProductId(id)
                        .setBusinessId(shop)
                        .setRetailerId(retailerId)
                        .setVersion(version)
                        .setTitle(title)
                        .setTaxClass(taxClass)
                        .setDescription("")
                        .setPrice(new Money(priceMinor, "EUR"))
                        .setAttributes(Map.of())
                        .setKind(kind)
                        .setVisibility(Visibility.VISIBLE)
                        .setCounted(true)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    StockReserved reserved(UUID order) {
        return StockReserved.newBuilder()
                .setOrderId(order)
                .setBusinessId(shop)
                .setOccurredAt(Instant.now())
                .setLines(List.of())
                .build();
    }

    /** Publishes as the topic's owner would: the next sequence of the key, a new id. */
    UUID send(Topic topic, UUID key, SpecificRecord value) {
        UUID id = UUID.randomUUID();
        send(topic, key, value, id, SEQUENCES.merge(topic.name() + key, 1L, Long::sum));
        return id;
    }

    void send(Topic topic, UUID key, SpecificRecord value, UUID id, long sequence) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", value.getSchema().getName());
        headers.put("ce_businessid", shop.toString());
        headers.put("ce_sequence", Long.toString(sequence));
        TestTopics.produce(topic.name(), key.toString(), encode(value), headers);
    }

    private static byte[] encode(SpecificRecord record) {
        try {
            int id = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl())
                    .idOf(record.getSchema().getFullName(), record.getSchema().toString())
                    .orElseThrow();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), MODEL).write(record, encoder);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a record as its generated class. */
    static <T extends SpecificRecord> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            byte[] bytes = record.value();
            return new SpecificDatumReader<T>(MODEL.getSchema(type), MODEL.getSchema(type), MODEL)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event of a type that has this key, once it is there. */
    static <T extends SpecificRecord> T told(Topic topic, UUID key, Class<T> type) {
        return read(
                TestTopics.await(
                                topic.name(),
                                record -> key.toString().equals(TestTopics.key(record))
                                        && type.getSimpleName().equals(TestTopics.header(record, "ce_type")),
                                SOON)
                        .get(0),
                type);
    }

    /** The types that a key has on a topic now, in order. */
    static List<String> types(Topic topic, UUID key) {
        return TestTopics.all(topic.name()).stream()
                .filter(record -> key.toString().equals(TestTopics.key(record)))
                .map(record -> TestTopics.header(record, "ce_type"))
                .toList();
    }

    RequestSpecification asShop() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + TestTokens.business(shop).mint())
                .contentType("application/json");
    }

    /** Places an order and returns its id. */
    UUID place(String body) {
        return UUID.fromString(
                asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(body)
                        .post("/orders/v1/orders")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("order_id"));
    }

    UUID placeMugs(int quantity, String method, int payWithinS) {
        return place(
                """
                {"lines": [{"retailer_id": "mug", "quantity": %d}], "payment_method": "%s", "pay_within_s": %d,
                 "delivery_address": %s}"""
                        .formatted(quantity, method, payWithinS, ADDRESS));
    }

    JsonPath order(UUID id) {
        return asShop().get("/orders/v1/orders/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void awaitStatus(UUID id, String status) {
        await().atMost(SOON).until(() -> order(id).getString("status"), status::equals);
    }
}
