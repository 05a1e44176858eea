package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.StockRejected;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.common.v1.ShortLine;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.order.v1.PaymentWithdrawn;
import io.tresen.contracts.order.v1.RefundRequested;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process over real Kafka: the catalog's and payment's events are made by hand. */
@QuarkusTest
class OrderEventsIT extends OnEngines {

    @Inject
    Database database;

    @BeforeEach
    void open() {
        openShop();
    }

    @AfterEach
    void now() {
        moveClock(0);
    }

    @Test
    void a_card_order_lives_from_its_placing_to_its_delivery() {
        UUID id = place(
                """
                {"shopper_id": "%s", "lines": [{"retailer_id": "mug", "quantity": 2}], "payment_method": "card",
                 "delivery_address": %s}"""
                        .formatted(shopper, ADDRESS));
        OrderPlaced placed = told(Topics.ORDER_ORDER, id, OrderPlaced.class);
        assertEquals(conversation, placed.getConversationId());
        assertEquals(3_980, placed.getTotal().getAmountMinor());
        assertEquals("The mug", placed.getLines().get(0).getTitle());
        assertEquals(1L, placed.getVersion());
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        PaymentRequested requested = told(Topics.ORDER_PAYMENT_REQUEST, id, PaymentRequested.class);
        assertEquals(PaymentMethod.CARD, requested.getMethod());
        assertEquals(requested.getPayBy(), Instant.parse(order(id).getString("pay_by")));
        send(Topics.PAYMENT_PAYMENT, id, Paid.pending(shop, id));
        send(Topics.PAYMENT_PAYMENT, id, Paid.failed(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "failed"::equals);
        assertEquals("awaiting_payment", order(id).getString("status"));
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        awaitStatus(id, "confirmed");
        correctAddress(id);
        String shipment = asShop().body("{\"carrier\": \"DHL\", \"tracking_number\": \"00340\"}")
                .post("/orders/v1/orders/" + id + "/shipments")
                .then()
                .statusCode(201)
                .body("status", equalTo("shipped"))
                .extract()
                .path("shipment_id");
        assertEquals(
                UUID.fromString(shipment),
                told(Topics.ORDER_ORDER, id, OrderShipped.class).getShipmentId());
        asShop().body("{\"shipment_id\": \"" + shipment + "\"}")
                .post("/orders/v1/orders/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("status", equalTo("delivered"));
        List<String> life = List.of(
                "OrderPlaced",
                "OrderAwaitingPayment",
                "OrderConfirmed",
                "DeliveryAddressCorrected",
                "OrderShipped",
                "OrderDelivered");
        await().atMost(SOON).until(() -> types(Topics.ORDER_ORDER, id), life::equals);
        JsonPath order = order(id);
        assertEquals(life, order.getList("history.event"));
        assertEquals("paid", order.getString("payment_status"));
        assertEquals("10115", order.getString("history[3].previous_delivery_address.postcode"));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), sequences(id));
        assertNothingPersonal();
    }

    @Test
    void cash_on_delivery_is_confirmed_at_once_and_collected_after_the_parcel_left() {
        UUID id = placeMugs(1, "cod", 1_800);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        PaymentRequested requested = told(Topics.ORDER_PAYMENT_REQUEST, id, PaymentRequested.class);
        assertEquals(PaymentMethod.COD, requested.getMethod());
        assertNull(requested.getPayBy());
        told(Topics.ORDER_ORDER, id, OrderConfirmed.class);
        assertEquals("pending", order(id).getString("payment_status"));
        asShop().body("{\"carrier\": \"DHL\", \"tracking_number\": \"1\"}")
                .post("/orders/v1/orders/" + id + "/shipments")
                .then()
                .statusCode(201);
        told(Topics.ORDER_PAYMENT_REQUEST, id, CollectionOpened.class);
        send(Topics.PAYMENT_PAYMENT, id, Paid.collected(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "paid"::equals);
    }

    @Test
    void what_is_sold_out_is_rejected_with_its_products() {
        UUID id = placeMugs(1, "card", 1_800);
        send(
                Topics.CATALOG_RESERVATION,
                id,
                StockRejected.newBuilder()
                        .setOrderId(id)
                        .setBusinessId(shop)
                        .setOccurredAt(Instant.now())
                        .setCode("sold-out")
                        .setLines(List.of(ShortLine.newBuilder()
                                .setProductId(UUID.randomUUID())
                                .setRetailerId("mug")
                                .setRequested(1)
                                .setAvailable(0L)
                                .build()))
                        .build());
        assertEquals(
                List.of("mug"),
                told(Topics.ORDER_ORDER, id, OrderRejected.class).getRetailerIds());
        awaitStatus(id, "rejected");
        assertEquals("sold-out", order(id).getString("rejection.code"));
        assertEquals(List.of("mug"), order(id).getList("rejection.retailer_ids"));
    }

    @Test
    void the_same_event_again_has_no_second_effect() {
        UUID id = placeMugs(1, "card", 1_800);
        UUID event = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            send(Topics.CATALOG_RESERVATION, id, reserved(id), event, 1);
        }
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        awaitStatus(id, "confirmed");
        UUID marker = placeMugs(1, "card", 1_800);
        send(Topics.CATALOG_RESERVATION, marker, reserved(marker));
        awaitStatus(marker, "awaiting_payment");
        assertEquals(
                List.of("OrderPlaced", "OrderAwaitingPayment", "OrderConfirmed"),
                order(id).getList("history.event"));
        assertEquals(List.of("PaymentRequested"), types(Topics.ORDER_PAYMENT_REQUEST, id));
        assertEquals(0, letters(id));
    }

    @Test
    void what_can_not_happen_becomes_a_dead_letter_and_the_next_record_is_processed() {
        UUID impossible = placeMugs(1, "card", 1_800);
        UUID next = placeMugs(1, "card", 1_800);
        UUID event = send(Topics.CATALOG_RESERVATION, impossible, released(impossible));
        send(Topics.CATALOG_RESERVATION, next, reserved(next));
        awaitStatus(next, "awaiting_payment");
        await().atMost(SOON).until(() -> letters(impossible) == 1);
        String reason = database.read(tx -> tx.one("select reason from dead_letter where event_id = $1", event))
                .orElseThrow()
                .getString("reason");
        assertEquals("impossible-transition", reason);
        TestTopics.await("order.dlq.v1", record -> impossible.toString().equals(TestTopics.key(record)), SOON);
        assertEquals("placed", order(impossible).getString("status"));
    }

    @Test
    void an_order_expires_when_the_business_clock_passes_its_deadline_and_late_money_goes_back() {
        UUID id = placeMugs(1, "card", 1_000);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        awaitStatus(id, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, id, Paid.pending(shop, id));
        send(Topics.PAYMENT_PAYMENT, id, Paid.unknown(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "unknown"::equals);
        moveClock(900);
        assertEquals("awaiting_payment", order(id).getString("status"));
        moveClock(1_001);
        awaitStatus(id, "expired");
        told(Topics.ORDER_ORDER, id, OrderExpired.class);
        assertEquals(
                "expired",
                told(Topics.ORDER_PAYMENT_REQUEST, id, PaymentWithdrawn.class).getReason());
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        assertEquals(
                RefundReason.LATE_MONEY,
                told(Topics.ORDER_PAYMENT_REQUEST, id, RefundRequested.class).getReason());
        send(Topics.PAYMENT_PAYMENT, id, Paid.refunded(shop, id, RefundReason.LATE_MONEY));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "refunded"::equals);
        assertEquals("expired", order(id).getString("status"));
    }

    @Test
    void a_confirmed_order_is_cancelled_once_stock_and_money_are_settled() {
        UUID id = placeMugs(1, "card", 1_800);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        awaitStatus(id, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        awaitStatus(id, "confirmed");
        for (int i = 0; i < 2; i++) {
            asShop().body("{\"reason\": \"out of clay\"}")
                    .post("/orders/v1/orders/" + id + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("cancelling"));
        }
        assertEquals(
                RefundReason.CANCELLATION,
                told(Topics.ORDER_PAYMENT_REQUEST, id, RefundRequested.class).getReason());
        send(Topics.PAYMENT_PAYMENT, id, Paid.refundFailed(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("attention.code"), "refund-failed"::equals);
        send(Topics.CATALOG_RESERVATION, id, released(id));
        send(Topics.PAYMENT_PAYMENT, id, Paid.refunded(shop, id, RefundReason.CANCELLATION));
        awaitStatus(id, "cancelled");
        assertNull(order(id).get("attention"));
        assertEquals("refunded", order(id).getString("payment_status"));
        send(Topics.PAYMENT_PAYMENT, id, Paid.refundFailed(shop, id));
        await().atMost(SOON).until(() -> order(id).getString("payment_status"), "paid"::equals);
        assertEquals("refund-failed", order(id).getString("attention.code"), "it had succeeded, and came back");
        assertEquals(
                List.of(
                        "OrderPlaced",
                        "OrderAwaitingPayment",
                        "OrderConfirmed",
                        "OrderCancellationStarted",
                        "OrderCancelled"),
                order(id).getList("history.event"));
        assertEquals(0, letters(id));
    }

    @Test
    void a_reservation_that_crosses_a_cancellation_is_a_known_duplicate() {
        UUID id = placeMugs(1, "card", 1_800);
        asShop().post("/orders/v1/orders/" + id + "/cancellation").then().statusCode(200);
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        send(Topics.CATALOG_RESERVATION, id, released(id));
        UUID marker = placeMugs(1, "card", 1_800);
        send(Topics.CATALOG_RESERVATION, marker, reserved(marker));
        awaitStatus(marker, "awaiting_payment");
        await().atMost(SOON).until(() -> metric("cancelled-while-placed") >= 1 && metric("released-by-our-event") >= 1);
        assertEquals(0, letters(id));
        assertEquals(List.of(), types(Topics.ORDER_PAYMENT_REQUEST, id));
    }

    private static double metric(String name) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tresen_order_duplicates_total") && line.contains(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private StockReleased released(UUID order) {
        return StockReleased.newBuilder()
                .setOrderId(order)
                .setBusinessId(shop)
                .setOccurredAt(Instant.now())
                .setLines(List.of())
                .build();
    }

    private void correctAddress(UUID id) {
        String etag = asShop().get("/orders/v1/orders/" + id).header("ETag");
        asShop().header("If-Match", etag)
                .body(ADDRESS.replace("10115", "10999"))
                .put("/orders/v1/orders/" + id + "/delivery-address")
                .then()
                .statusCode(200)
                .body("delivery_address.postcode", equalTo("10999"));
    }

    private static List<Long> sequences(UUID key) {
        return TestTopics.all(Topics.ORDER_ORDER.name()).stream()
                .filter(record -> key.toString().equals(TestTopics.key(record)))
                .map(record -> Long.parseLong(TestTopics.header(record, "ce_sequence")))
                .toList();
    }

    private static void assertNothingPersonal() {
        for (String topic : List.of(Topics.ORDER_ORDER.name(), Topics.ORDER_PAYMENT_REQUEST.name())) {
            for (ConsumerRecord<byte[], byte[]> record : TestTopics.all(topic)) {
                String text = new String(record.value(), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("Geheimweg") || text.contains("Ada Buyer"), topic);
            }
        }
    }

    private long letters(UUID key) {
        return database.read(tx -> tx.one("select count(*) as n from dead_letter where key = $1", key))
                .orElseThrow()
                .getLong("n");
    }

    private static void moveClock(int offsetS) {
        RestAssured.given()
                .contentType("application/json")
                .body("{\"offset_s\": " + offsetS + "}")
                .put("/local/clock")
                .then()
                .statusCode(200);
    }
}
