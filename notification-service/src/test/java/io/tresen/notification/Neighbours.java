package io.tresen.notification;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.ProductBackInStock;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.catalog.v1.ProductSoldOut;
import io.tresen.contracts.chat.v1.BackInStockWished;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.chat.v1.NoticeFailed;
import io.tresen.contracts.chat.v1.NoticeRefused;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.engines.TestTokens;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.SchemaRegistry;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says on the real topics what catalog and chat would say, and reads what notification says. */
@Singleton
public class Neighbours {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(25));
    }

    /** A shopper in a conversation. */
    record Shopper(UUID businessId, UUID shopperId, UUID conversationId) {
        static Shopper of(UUID businessId) {
            return new Shopper(businessId, UUID.randomUUID(), UUID.randomUUID());
        }
    }

    private final AvroCodec codec;
    private final SchemaRegistry registry;
    private final BusinessClock clock;
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();
    private final Map<String, Integer> schemaIds = new ConcurrentHashMap<>();

    Neighbours(AvroCodec codec, BusinessClock clock, @ConfigProperty(name = "tresen.registry.url") String registryUrl) {
        this.codec = codec;
        this.clock = clock;
        this.registry = new SchemaRegistry(registryUrl);
    }

    Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Moves business time of the service under test forward. */
    void advance(Duration by) {
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("offset_s", clock.offsetS() + by.toSeconds()))
                .put("/local/clock")
                .then()
                .statusCode(200);
    }

    /** A product whose stock is counted. */
    void product(UUID businessId, String retailerId, Visibility visibility) {
        product(businessId, retailerId, visibility, true);
    }

    /** A product that can always be had; while it was never counted the catalog says nothing of its availability. */
    void uncounted(UUID businessId, String retailerId) {
        product(businessId, retailerId, Visibility.VISIBLE, false);
    }

    private void product(UUID businessId, String retailerId, Visibility visibility, boolean counted) {
        UUID productId = Ids.v5(businessId, retailerId);
        ProductChanged value = ProductChanged.newBuilder()
                .setProductId(productId)
                .setBusinessId(businessId)
                .setRetailerId(retailerId)
                .setVersion(1)
                .setTitle("Mug")
                .setDescription("")
                .setPrice(new Money(990L, "EUR"))
                .setKind(ProductKind.GOODS)
                .setVisibility(visibility)
                .setCounted(counted)
                .setOccurredAt(now())
                .build();
        say(Topics.CATALOG_PRODUCT, productId, businessId, value);
    }

    void productRemoved(UUID businessId, String retailerId) {
        UUID productId = Ids.v5(businessId, retailerId);
        TestTopics.produce(
                Topics.CATALOG_PRODUCT.name(),
                productId.toString(),
                null,
                headers(Topics.CATALOG_PRODUCT, productId, businessId, "ProductRemoved"));
    }

    /** One event a change, of the type that the catalog would use. */
    void availability(UUID businessId, String retailerId, Long before, Long after, long version) {
        UUID productId = Ids.v5(businessId, retailerId);
        boolean was = before == null || before > 0;
        boolean is = after == null || after > 0;
        SpecificRecord value;
        if (was && !is) {
            value = new ProductSoldOut(productId, businessId, retailerId, after, version, now());
        } else if (!was && is) {
            value = new ProductBackInStock(productId, businessId, retailerId, after, version, now());
        } else {
            value = new AvailabilityChanged(productId, businessId, retailerId, after, version, now());
        }
        say(Topics.CATALOG_AVAILABILITY, productId, businessId, value);
    }

    void shopper(Shopper shopper, boolean marketingAllowed) {
        ShopperChanged value = ShopperChanged.newBuilder()
                .setShopperId(shopper.shopperId())
                .setBusinessId(shopper.businessId())
                .setConversationIds(List.of(shopper.conversationId()))
                .setLatestConversationId(shopper.conversationId())
                .setMarketingAllowed(marketingAllowed)
                .setVersion(1)
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_SHOPPER, shopper.shopperId(), shopper.businessId(), value);
    }

    void business(UUID businessId, String handle) {
        BusinessChanged value = BusinessChanged.newBuilder()
                .setBusinessId(businessId)
                .setName("Shop")
                .setHandle(handle)
                .setCountry("DE")
                .setCurrency("EUR")
                .setLanguage("de")
                .setPaymentMethods(List.of(PaymentMethod.CARD))
                .setAssistantEnabled(true)
                .setVersion(1)
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_BUSINESS, businessId, businessId, value);
    }

    void wish(Shopper shopper, String retailerId, long seenVersion) {
        BackInStockWished value = BackInStockWished.newBuilder()
                .setConversationId(shopper.conversationId())
                .setBusinessId(shopper.businessId())
                .setShopperId(shopper.shopperId())
                .setProductId(Ids.v5(shopper.businessId(), retailerId))
                .setRetailerId(retailerId)
                .setAvailabilityVersion(seenVersion)
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_CONVERSATION, shopper.conversationId(), shopper.businessId(), value);
    }

    void sent(NoticeRequested notice) {
        NoticeSent value = NoticeSent.newBuilder()
                .setConversationId(notice.getConversationId())
                .setBusinessId(notice.getBusinessId())
                .setShopperId(notice.getShopperId())
                .setNoticeId(notice.getNoticeId())
                .setMessageId("wamid.test")
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_CONVERSATION, notice.getConversationId(), notice.getBusinessId(), value);
    }

    void refused(NoticeRequested notice, String reason) {
        NoticeRefused value = NoticeRefused.newBuilder()
                .setConversationId(notice.getConversationId())
                .setBusinessId(notice.getBusinessId())
                .setShopperId(notice.getShopperId())
                .setNoticeId(notice.getNoticeId())
                .setReason(reason)
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_CONVERSATION, notice.getConversationId(), notice.getBusinessId(), value);
    }

    /** What was sent did not arrive. */
    void failed(NoticeRequested notice) {
        NoticeFailed value = NoticeFailed.newBuilder()
                .setConversationId(notice.getConversationId())
                .setBusinessId(notice.getBusinessId())
                .setShopperId(notice.getShopperId())
                .setNoticeId(notice.getNoticeId())
                .setMessageId("wamid.test")
                .setCode("132001")
                .setOccurredAt(now())
                .build();
        say(Topics.CHAT_CONVERSATION, notice.getConversationId(), notice.getBusinessId(), value);
    }

    /** What the chat was asked to tell a business's shoppers, once there are at least so many. */
    List<NoticeRequested> requested(UUID businessId, int atLeast) {
        return TestTopics.await(
                        Topics.NOTIFICATION_NOTICE.name(),
                        record -> businessId.toString().equals(TestTopics.header(record, "ce_businessid"))
                                && "NoticeRequested".equals(TestTopics.header(record, "ce_type")),
                        atLeast,
                        PATIENCE)
                .stream()
                .map(record -> codec.decode(record.value(), NoticeRequested.class))
                .toList();
    }

    /** The notices of a product by REST, newest first, as {@code state} or {@code state:reason}. */
    List<String> notices(UUID businessId, String retailerId) {
        List<Map<String, Object>> data = RestAssured.given()
                .auth()
                .oauth2(TestTokens.business(businessId).mint())
                .queryParam("retailer_id", retailerId)
                .queryParam("limit", 100)
                .get("/notifications/v1/notices")
                .then()
                .statusCode(200)
                .extract()
                .path("data");
        return data.stream()
                .map(it -> it.get("reason") == null ? "" + it.get("state") : it.get("state") + ":" + it.get("reason"))
                .toList();
    }

    void awaitNotices(UUID businessId, String retailerId, String... newestFirst) {
        await().atMost(PATIENCE).until(() -> notices(businessId, retailerId).equals(List.of(newestFirst)));
    }

    /** The conversations that wait for a product by REST, in the order of subscribing. */
    List<String> waiting(UUID businessId, String retailerId) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.business(businessId).mint())
                .queryParam("retailer_id", retailerId)
                .get("/notifications/v1/subscriptions")
                .then()
                .statusCode(200)
                .extract()
                .path("data.conversation_id");
    }

    void awaitWaiting(UUID businessId, String retailerId, Shopper... inOrder) {
        List<String> wanted = Arrays.stream(inOrder)
                .map(shopper -> shopper.conversationId().toString())
                .toList();
        await().atMost(PATIENCE).until(() -> waiting(businessId, retailerId).equals(wanted));
    }

    /** Says the key's next event; its headers say it {@link #again}. */
    Map<String, String> say(Topic topic, UUID key, UUID businessId, SpecificRecord value) {
        Map<String, String> headers =
                headers(topic, key, businessId, value.getSchema().getName());
        again(topic, key, value, headers);
        return headers;
    }

    void again(Topic topic, UUID key, SpecificRecord value, Map<String, String> headers) {
        TestTopics.produce(topic.name(), key.toString(), encode(value), headers);
    }

    private Map<String, String> headers(Topic topic, UUID key, UUID businessId, String type) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", type);
        headers.put("ce_source", "/tresen/" + topic.owner());
        headers.put("ce_subject", key.toString());
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_businessid", businessId.toString());
        headers.put("ce_sequence", Long.toString(sequences.merge(topic.name() + key, 1L, Long::sum)));
        return headers;
    }

    private byte[] encode(SpecificRecord value) {
        String name = value.getSchema().getFullName();
        int id = schemaIds.computeIfAbsent(name, it -> {
            try {
                return registry.idOf(it, value.getSchema().toString()).orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            SpecificData data = SpecificData.getForSchema(value.getSchema());
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), data).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
