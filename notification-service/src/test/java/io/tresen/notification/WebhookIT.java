package io.tresen.notification;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.OrderLine;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A business's app is told of orders and payments, from the real topics to a real HTTP server. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class WebhookIT {

    private static final String WEBHOOK = "/notifications/v1/webhook";
    private static final String DELIVERIES = WEBHOOK + "/deliveries";
    private static final String SECRET = "whisper";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Neighbours neighbours;

    private final UUID business = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final TestReceiver app = TestReceiver.start();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void ordersAndPaymentsAreToldSignedEachTopicInItsOrder() throws Exception {
        subscribe(null).statusCode(200);
        neighbours.say(Topics.ORDER_ORDER, order, business, placed());
        neighbours.say(Topics.ORDER_ORDER, order, business, confirmed());
        neighbours.say(Topics.PAYMENT_PAYMENT, order, business, pending());
        neighbours.say(Topics.PAYMENT_PAYMENT, order, business, succeeded());
        awaitCalls(4);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        for (Call call : app.calls()) {
            assertEquals(
                    "sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body())),
                    call.headers().get("X-Hub-Signature-256"));
        }
        assertEquals(List.of("OrderPlaced", "OrderConfirmed"), told("Order"));
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), told("Payment"));
        JsonNode placed = bodies().stream()
                .filter(it -> it.path("type").asText().equals("OrderPlaced"))
                .findFirst()
                .orElseThrow();
        assertEquals(order.toString(), placed.at("/data/order_id").asText());
        assertEquals("T-100001", placed.at("/data/order_no").asText());
        assertEquals(990, placed.at("/data/total/amount_minor").asLong());
        assertEquals("card", placed.at("/data/payment_method").asText());
        assertEquals("mug", placed.at("/data/lines/0/retailer_id").asText());
        assertEquals("goods", placed.at("/data/lines/0/kind").asText());
        assertTrue(placed.path("time").asText().endsWith("Z"));
        assertFalse(placed.path("data").has("shopper_id"));
        JsonNode pending = bodies().stream()
                .filter(it -> it.path("type").asText().equals("PaymentPending"))
                .findFirst()
                .orElseThrow();
        assertFalse(pending.toString().contains("secret-pay-token"), "anybody could open the shopper's pay page");
        business()
                .get(DELIVERIES)
                .then()
                .statusCode(200)
                .body("data", hasSize(4))
                .body("data[0].order_id", equalTo(order.toString()));
    }

    @Test
    void aRedeliveredEventIsToldOnceUnderItsOwnId() {
        subscribe(null).statusCode(200);
        Map<String, String> headers = neighbours.say(Topics.ORDER_ORDER, order, business, placed());
        neighbours.again(Topics.ORDER_ORDER, order, placed(), headers);
        neighbours.say(Topics.ORDER_ORDER, order, business, confirmed());
        awaitCalls(2);
        assertEquals(List.of("OrderPlaced", "OrderConfirmed"), told("Order"));
        assertEquals(headers.get("ce_id"), bodies().get(0).path("id").asText());
    }

    @Test
    void onlyWhatWasAskedForIsTold() {
        subscribe(List.of("OrderConfirmed", "PaymentSucceeded")).statusCode(200);
        neighbours.say(Topics.ORDER_ORDER, order, business, placed());
        neighbours.say(Topics.ORDER_ORDER, order, business, confirmed());
        awaitCalls(1);
        neighbours.say(Topics.PAYMENT_PAYMENT, order, business, pending());
        neighbours.say(Topics.PAYMENT_PAYMENT, order, business, succeeded());
        awaitCalls(2);
        assertEquals(List.of("OrderConfirmed"), told("Order"));
        assertEquals(List.of("PaymentSucceeded"), told("Payment"));
    }

    @Test
    void aFailingOrderHoldsNoOtherOrderAndIsToldAgainByCommand() {
        subscribe(null).statusCode(200);
        app.answering(call -> text(call).contains(order.toString()) ? Answer.of(500, "") : Answer.of(200, ""));
        UUID other = UUID.randomUUID();
        neighbours.say(Topics.ORDER_ORDER, order, business, placed());
        neighbours.say(Topics.ORDER_ORDER, order, business, confirmed());
        neighbours.say(Topics.ORDER_ORDER, other, business, placed(other));
        await().atMost(Neighbours.PATIENCE)
                .until(() -> app.calls().stream().anyMatch(it -> text(it).contains(other.toString())));
        assertTrue(app.calls().stream().noneMatch(it -> text(it).contains("OrderConfirmed")));
        app.answering(call -> Answer.of(200, ""));
        await().atMost(Neighbours.PATIENCE)
                .until(() -> app.calls().stream().anyMatch(it -> text(it).contains("OrderConfirmed")));
        await().atMost(Neighbours.PATIENCE)
                .until(() -> business()
                                .queryParam("state", "delivered")
                                .get(DELIVERIES)
                                .<List<Object>>path("data")
                                .size()
                        == 3);
        String last = business().get(DELIVERIES).path("data.find { it.type == 'OrderConfirmed' }.id");
        int before = app.calls().size();
        business()
                .post(DELIVERIES + "/" + last + "/replay")
                .then()
                .statusCode(202)
                .body("state", equalTo("waiting"));
        awaitCalls(before + 1);
        List<byte[]> sent = app.calls().stream()
                .filter(it -> text(it).contains("OrderConfirmed"))
                .map(Call::body)
                .toList();
        assertArrayEquals(sent.get(0), sent.get(1));
    }

    @Test
    void theEndpointIsShownWithoutItsSecretAndCanBeTakenBack() {
        business().get(WEBHOOK).then().statusCode(404);
        subscribe(List.of("OrderPlaced", "OrderPlaced"))
                .statusCode(200)
                .body("events", equalTo(List.of("OrderPlaced")))
                .body("changed_at", not(nullValue()));
        String shown = business()
                .get(WEBHOOK)
                .then()
                .statusCode(200)
                .body("url", equalTo(app.url("/hook")))
                .body("events", equalTo(List.of("OrderPlaced")))
                .extract()
                .asString();
        assertFalse(shown.contains(SECRET));
        business().delete(WEBHOOK).then().statusCode(204);
        business().delete(WEBHOOK).then().statusCode(404);
        business().get(WEBHOOK).then().statusCode(404);
    }

    @Test
    void whatAClientGetsWrongIsNamed() {
        subscribe(List.of("OrderPlaced", "order.placed"))
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/events/1")));
        subscribe(List.of()).statusCode(422).body("errors.pointer", equalTo(List.of("/events")));
        business()
                .body("{}")
                .put(WEBHOOK)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/url", "/secret")));
        business().body("{\"events\": [null]}").put(WEBHOOK).then().statusCode(422);
        business().body("{\"events\": \"OrderPlaced\"}").put(WEBHOOK).then().statusCode(400);
        business().post(DELIVERIES + "/" + UUID.randomUUID() + "/replay").then().statusCode(404);
        given().get(WEBHOOK).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.shopper(business, UUID.randomUUID(), UUID.randomUUID())
                        .mint())
                .get(DELIVERIES)
                .then()
                .statusCode(403);
    }

    private OrderPlaced placed() {
        return placed(order);
    }

    private OrderPlaced placed(UUID id) {
        return placed(id, business, neighbours.now());
    }

    static OrderPlaced placed(UUID id, UUID business, Instant at) {
        return OrderPlaced.newBuilder()
                .setOrderId(id)
                .setOrderNo("T-100001")
                .setBusinessId(business)
                .setVersion(1)
                .setOccurredAt(at)
                .setLines(List.of(OrderLine.newBuilder()
                        .setProductId(Ids.v5(business, "mug"))
                        .setRetailerId("mug")
                        .setTitle("Mug")
                        .setKind(ProductKind.GOODS)
                        .setQuantity(1)
                        .setUnitPriceMinor(990)
                        .build()))
                .setTotal(new Money(990L, "EUR"))
                .setAmounts(OrderAmounts.newBuilder().setSubtotalMinor(990).build())
                .setPaymentMethod(PaymentMethod.CARD)
                .setPayWithinS(1800)
                .build();
    }

    private OrderConfirmed confirmed() {
        return OrderConfirmed.newBuilder()
                .setOrderId(order)
                .setOrderNo("T-100001")
                .setBusinessId(business)
                .setVersion(2)
                .setOccurredAt(neighbours.now())
                .setTotal(new Money(990L, "EUR"))
                .setPaymentMethod(PaymentMethod.CARD)
                .build();
    }

    private PaymentPending pending() {
        return PaymentPending.newBuilder()
                .setPaymentId(Ids.v5(order, "payment"))
                .setOrderId(order)
                .setOrderNo("T-100001")
                .setBusinessId(business)
                .setAttempt(1)
                .setMethod(PaymentMethod.CARD)
                .setAmount(new Money(990L, "EUR"))
                .setOccurredAt(neighbours.now())
                .setPayToken("secret-pay-token")
                .build();
    }

    private PaymentSucceeded succeeded() {
        return PaymentSucceeded.newBuilder()
                .setPaymentId(Ids.v5(order, "payment"))
                .setOrderId(order)
                .setOrderNo("T-100001")
                .setBusinessId(business)
                .setAttempt(1)
                .setMethod(PaymentMethod.CARD)
                .setAmount(new Money(990L, "EUR"))
                .setOccurredAt(neighbours.now())
                .setCaptured(new Money(990L, "EUR"))
                .setLate(false)
                .build();
    }

    private ValidatableResponse subscribe(List<String> events) {
        Map<String, Object> body = new HashMap<>(Map.of("url", app.url("/hook"), "secret", SECRET));
        body.put("events", events);
        return business().body(body).put(WEBHOOK).then();
    }

    private RequestSpecification business() {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.business(business).mint());
    }

    private List<JsonNode> bodies() {
        return app.calls().stream()
                .map(it -> {
                    try {
                        return JSON.readTree(it.body());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private List<String> told(String prefix) {
        return bodies().stream()
                .map(it -> it.path("type").asText())
                .filter(it -> it.startsWith(prefix))
                .toList();
    }

    private static String text(Call call) {
        return new String(call.body(), UTF_8);
    }

    private void awaitCalls(int many) {
        await().atMost(Neighbours.PATIENCE).until(() -> app.calls().size() >= many);
    }
}
