package io.tresen.order;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Placing an order by INTERFACE 7, over HTTP. */
@QuarkusTest
class OrderApiIT extends OrderApiUnderTest {

    @Inject
    Database database;

    @Test
    void an_order_is_accepted_and_read_in_the_agreed_shape() {
        Response placed = post(mugs(2, ""));
        placed.then()
                .statusCode(202)
                .body("status", equalTo("placed"))
                .body("order_no", matchesPattern("[A-Z0-9-]{6,20}"))
                .header("Location", containsString("/orders/v1/orders/" + placed.path("order_id")))
                .header("Idempotency-Replayed", nullValue());
        asShop().get("/orders/v1/orders/" + placed.path("order_id"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("lines[0].retailer_id", equalTo("mug"))
                .body("lines[0].title", equalTo("The mug"))
                .body("lines[0].unit_price.amount_minor", equalTo(1_990))
                .body("total.amount_minor", equalTo(3_980))
                .body("total.currency", equalTo("EUR"))
                .body("amounts.subtotal.amount_minor", equalTo(3_980))
                .body("amounts.tax_included.amount_minor", equalTo(0))
                .body("payment_method", equalTo("card"))
                .body("payment_status", equalTo("none"))
                .body("delivery_address.city", equalTo("Berlin"))
                .body("shipments", hasSize(0))
                .body("history[0].sequence", equalTo(1))
                .body("history[0].event", equalTo("OrderPlaced"))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("rejection")))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("attention")))
                .body("version", equalTo(1));
    }

    @Test
    void a_key_makes_one_order_and_a_repeat_gets_the_first_answer() {
        String key = UUID.randomUUID().toString();
        Response first =
                asShop().header("Idempotency-Key", key).body(mugs(1, "")).post("/orders/v1/orders");
        asShop().header("Idempotency-Key", key)
                .body(mugs(1, ""))
                .post("/orders/v1/orders")
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("order_id", equalTo(first.path("order_id")));
        refusal(
                asShop().header("Idempotency-Key", key).body(mugs(2, "")).post("/orders/v1/orders"),
                422,
                "idempotency-key-reused");
        refusal(asShop().body(mugs(1, "")).post("/orders/v1/orders"), 400, "idempotency-key-required");
        asShop().get("/orders/v1/orders").then().body("data", hasSize(1));
    }

    @Test
    void faults_of_fields_are_named_all_at_once() {
        refusal(
                        post(
                                """
                                {"lines": [{"retailer_id": "mug", "quantity": 0}, {"retailer_id": "mug", "quantity": 10000}],
                                 "payment_method": "paypal", "pay_within_s": 9,
                                 "expected_total": {"amount_minor": 1, "currency": "USD"}, "customer": {}}"""),
                        422,
                        "invalid-fields")
                .body("errors.pointer", hasItem("/lines/0/quantity"))
                .body("errors.pointer", hasItem("/lines/1/quantity"))
                .body("errors.pointer", hasItem("/lines/1/retailer_id"))
                .body("errors.pointer", hasItem("/payment_method"))
                .body("errors.pointer", hasItem("/pay_within_s"))
                .body("errors.pointer", hasItem("/expected_total/currency"))
                .body("errors.pointer", hasItem("/customer/name"));
        refusal(post("{\"payment_method\": \"card\"}"), 422, "invalid-fields")
                .body("errors.pointer", hasItem("/lines"));
        post("{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": \"1\"}]}")
                .then()
                .statusCode(400);
        post("{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1.5}]}")
                .then()
                .statusCode(400);
        post("{\"lines\"").then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void half_an_hour_to_pay_unless_the_shop_says_ten_seconds_to_a_day() {
        assertEquals(1_800, payWithinS(""));
        assertEquals(10, payWithinS(", \"pay_within_s\": 10"));
        assertEquals(86_400, payWithinS(", \"pay_within_s\": 86400"));
        refusal(post(mugs(1, ", \"pay_within_s\": 86401")), 422, "invalid-fields")
                .body("errors.pointer", equalTo(List.of("/pay_within_s")));
        UUID id = place(mugs(1, ""));
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        PaymentRequested asked = told(Topics.ORDER_PAYMENT_REQUEST, id, PaymentRequested.class);
        assertEquals(asked.getOccurredAt().plusSeconds(1_800), asked.getPayBy());
    }

    private int payWithinS(String more) {
        return told(Topics.ORDER_ORDER, place(mugs(1, more)), OrderPlaced.class).getPayWithinS();
    }

    @Test
    void the_largest_order_has_a_hundred_lines_of_9999_units() {
        assertEquals(9_999, order(place(mugs(9_999, ""))).getInt("lines[0].quantity"));
        for (int i = 0; i < 100; i++) {
            product("tea-" + i, 1, ProductKind.GOODS);
        }
        // the copies come one after another, and an order waits for them for 5 s only
        Response placed = org.awaitility.Awaitility.await()
                .atMost(SOON)
                .until(() -> post(teas(100)), it -> it.statusCode() == 202);
        assertEquals(
                100,
                order(UUID.fromString(placed.path("order_id"))).getList("lines").size());
        refusal(post(teas(101)), 422, "invalid-fields").body("errors.pointer", equalTo(List.of("/lines")));
    }

    private static String teas(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "{\"retailer_id\": \"tea-" + i + "\", \"quantity\": 9999}")
                .collect(Collectors.joining(
                        ", ",
                        "{\"lines\": [",
                        "], \"payment_method\": \"card\", \"delivery_address\": " + ADDRESS + "}"));
    }

    @Test
    void what_can_not_be_ordered_is_refused_at_once_by_name() {
        String lines = "\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}]";
        String service = "\"lines\": [{\"retailer_id\": \"haircut\", \"quantity\": 1}]";
        String home = ", \"delivery_address\": " + ADDRESS;
        refusal(post("{" + lines + home + ", \"payment_method\": \"wallet\"}"), 422, "payment-method-unavailable");
        refusal(post("{" + service + ", \"payment_method\": \"cod\"}"), 422, "cod-for-services");
        refusal(post("{" + lines + ", \"payment_method\": \"card\"}"), 422, "invalid-address")
                .body("errors[0].pointer", equalTo("/delivery_address"));
        refusal(
                        post("{" + lines + home.replace("10115", "1011") + ", \"payment_method\": \"card\"}"),
                        422,
                        "invalid-address")
                .body("errors[0].pointer", equalTo("/delivery_address/postcode"));
        refusal(
                post("{" + lines + home + ", \"payment_method\": \"card\", \"discount_code\": \"X\"}"),
                422,
                "unknown-discount");
        refusal(
                        post(mugs(1, ", \"expected_total\": {\"amount_minor\": 1989, \"currency\": \"EUR\"}")),
                        409,
                        "price-changed")
                .body("total.amount_minor", equalTo(1_990))
                .body("lines[0].unit_price.amount_minor", equalTo(1_990));
        refusal(post(mugs(1, ", \"shopper_id\": \"" + UUID.randomUUID() + "\"")), 422, "unknown-shopper");
        refusal(post(mugs(1, "").replace("\"mug\"", "\"ghost\"")), 422, "unknown-product")
                .body("retailer_ids", hasItem("ghost"));
        asShop().get("/orders/v1/orders").then().body("data", hasSize(0));
    }

    /** Each is tried again and again, until what it lacks might have come. */
    @Test
    void a_refused_order_spends_one_number_at_most() {
        int count = 10;
        long before = lastNumber();
        List<CompletableFuture<Response>> refused = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refused.add(CompletableFuture.supplyAsync(() -> post(mugs(1, "").replace("\"mug\"", "\"ghost\""))));
        }
        refused.forEach(it -> refusal(it.join(), 422, "unknown-product"));
        long spent = lastNumber() - before;
        assertTrue(spent <= count, spent + " numbers");
        post(mugs(1, "")).then().statusCode(202);
        assertEquals(before + spent + 1, lastNumber());
    }

    private long lastNumber() {
        return database.read(tx -> tx.one("select last_value as n from order_number"))
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void a_method_that_the_shop_switched_off_is_not_available() {
        business(PaymentMethod.CARD);
        org.awaitility.Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        refusal(post(mugs(1, "").replace("\"card\"", "\"cod\"")), 422, "payment-method-unavailable"));
    }

    @Test
    void a_wallet_is_taken_of_a_shopper_where_the_shop_switched_it_on() {
        business(PaymentMethod.CARD, PaymentMethod.WALLET);
        String byWallet = mugs(1, ", \"shopper_id\": \"" + shopper + "\"").replace("\"card\"", "\"wallet\"");
        UUID order = place(byWallet);
        assertEquals("wallet", order(order).getString("payment_method"));
        refusal(post(mugs(1, "").replace("\"card\"", "\"wallet\"")), 422, "wallet-needs-shopper")
                .body("errors[0].pointer", equalTo("/shopper_id"));
        send(Topics.CATALOG_RESERVATION, order, reserved(order));
        PaymentRequested asked = told(Topics.ORDER_PAYMENT_REQUEST, order, PaymentRequested.class);
        assertEquals(PaymentMethod.WALLET, asked.getMethod());
    }

    @Test
    void an_order_of_a_product_that_is_on_its_way_here_is_held_until_it_has_come() {
        CompletableFuture<Response> held =
                CompletableFuture.supplyAsync(() -> post(mugs(1, "").replace("\"mug\"", "\"new\"")));
        product("new", 700, ProductKind.GOODS);
        held.join().then().statusCode(202);
    }

    @Test
    void prefer_wait_answers_once_the_stock_is_decided_or_the_time_is_over() {
        asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "respond-async, wait=1")
                .body(mugs(1, ""))
                .post("/orders/v1/orders")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "wait=1")
                .body("status", equalTo("placed"));
        CompletableFuture<Response> held = CompletableFuture.supplyAsync(
                () -> asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Prefer", "wait=10")
                        .body(mugs(1, ", \"customer\": {\"name\": \"Wait\"}"))
                        .post("/orders/v1/orders"));
        List<String> ids = org.awaitility.Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> asShop().get("/orders/v1/orders?status=placed")
                                .jsonPath()
                                .getList("data.order_id"),
                        list -> list.size() == 2);
        UUID newest = UUID.fromString(ids.get(0));
        send(Topics.CATALOG_RESERVATION, newest, reserved(newest));
        held.join()
                .then()
                .statusCode(202)
                .body("status", equalTo("awaiting_payment"))
                .header("Preference-Applied", "wait=10");
    }

    private Response post(String body) {
        return asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/orders/v1/orders");
    }
}
