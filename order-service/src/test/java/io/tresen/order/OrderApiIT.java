package io.tresen.order;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.engines.OpenApiDocument;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interface of INTERFACE 7, over HTTP. */
@QuarkusTest
class OrderApiIT extends OnEngines {

    private static final Path OPENAPI = Path.of("src/main/openapi/openapi.yaml");
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Database database;

    @BeforeEach
    void open() {
        openShop();
    }

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

    @Test
    void the_address_is_corrected_by_who_saw_the_latest_version() {
        UUID id = placeMugs(1, "card", 1_800);
        String path = "/orders/v1/orders/" + id + "/delivery-address";
        refusal(asShop().body(ADDRESS).put(path), 428, "precondition-required");
        refusal(asShop().header("If-Match", "\"7\"").body(ADDRESS).put(path), 412, "precondition-failed");
        refusal(
                        asShop().header("If-Match", "\"1\"")
                                .body(ADDRESS.replace("10115", "x"))
                                .put(path),
                        422,
                        "invalid-address")
                .body("errors[0].pointer", equalTo("/postcode"));
        refusal(
                asShop().header("If-Match", "\"1\"")
                        .body(ADDRESS.replace("10115", "1010").replace("DE", "AT"))
                        .put(path),
                422,
                "country-fixed");
        asShop().header("If-Match", "\"1\"")
                .body(ADDRESS.replace("10115", "10999"))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        assertEquals("10999", order(id).getString("delivery_address.postcode"));
        assertEquals("10115", order(id).getString("history[1].previous_delivery_address.postcode"));
        assertEquals("shop", order(id).getString("history[1].by"));
        assertEquals("app", order(id).getString("history[1].actor.kind"));
        ship(confirm(id), "").then().statusCode(201);
        refusal(asShop().header("If-Match", "*").body(ADDRESS).put(path), 409, "already-shipped");
    }

    @Test
    void an_agent_works_on_orders_and_the_history_says_who_did_what() {
        UUID ann = UUID.randomUUID();
        String agent = "Bearer " + TestTokens.staff(shop, ann, "agent").mint();
        UUID id = confirm(placeMugs(1, "card", 1_800));
        given().header("Authorization", agent)
                .contentType(ContentType.JSON)
                .body("{\"carrier\": \"DHL\", \"tracking_number\": \"1\"}")
                .post("/orders/v1/orders/" + id + "/shipments")
                .then()
                .statusCode(201);
        given().header("Authorization", agent)
                .get("/orders/v1/orders/" + id)
                .then()
                .statusCode(200)
                .body("history.actor.kind", equalTo(List.of("app", "system", "system", "staff")))
                .body("history[3].event", equalTo("OrderShipped"))
                .body("history[3].actor.id", equalTo(ann.toString()));
    }

    @Test
    void parcels_deliveries_and_returns_in_parts() {
        UUID id = confirm(placeMugs(3, "card", 1_800));
        String base = "/orders/v1/orders/" + id;
        refusal(ship(id, ", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 4}]"), 422, "more-than-left")
                .body("errors[0].pointer", equalTo("/lines/0/quantity"));
        String first = ship(id, ", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 2}]")
                .then()
                .statusCode(201)
                .body("status", equalTo("partially_shipped"))
                .body("lines[0].quantity", equalTo(2))
                .extract()
                .path("shipment_id");
        refusal(asShop().post(base + "/cancellation"), 409, "already-shipped");
        ship(id, "").then().statusCode(201).body("status", equalTo("shipped"));
        refusal(ship(id, ""), 409, "already-shipped");
        asShop().body("{\"shipment_id\": \"" + first + "\"}")
                .post(base + "/deliveries")
                .then()
                .statusCode(200)
                .body("status", equalTo("shipped"));
        asShop().post(base + "/deliveries").then().statusCode(200).body("status", equalTo("delivered"));
        asShop().body("{\"reason\": \"chipped\", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}]}")
                .post(base + "/returns")
                .then()
                .statusCode(201)
                .body("status", equalTo("delivered"));
        refusal(asShop().body("{}").post(base + "/returns"), 422, "invalid-fields");
        asShop().body("{\"reason\": \"all\", \"restock\": false}")
                .post(base + "/returns")
                .then()
                .statusCode(201)
                .body("status", equalTo("returned"));
        refusal(asShop().body("{\"reason\": \"again\"}").post(base + "/returns"), 409, "already-returned");
        refusal(
                        asShop().body(
                                        "{\"reason\": \"again\", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}]}")
                                .post(base + "/returns"),
                        422,
                        "more-than-left")
                .body("errors[0].pointer", equalTo("/lines/0/quantity"))
                .body("errors[0].detail", equalTo("must be at most 0"));
        assertEquals(2, order(id).getList("shipments").size());
        assertEquals("paid", order(id).getString("payment_status"));
    }

    @Test
    void services_alone_are_delivered_and_never_shipped() {
        UUID id = place("{\"lines\": [{\"retailer_id\": \"haircut\", \"quantity\": 1}], \"payment_method\": \"card\"}");
        assertEquals("null", String.valueOf((Object) order(id).get("delivery_address")));
        refusal(ship(id, ""), 409, "not-confirmed");
        confirm(id);
        refusal(ship(id, ""), 409, "nothing-to-ship");
        asShop().body("{}")
                .post("/orders/v1/orders/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("status", equalTo("delivered"));
    }

    @Test
    void lists_are_newest_first_filtered_and_go_on_by_cursor() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, placeMugs(1, "card", 1_800).toString());
        }
        place(mugs(1, ", \"shopper_id\": \"" + shopper + "\""));
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Response page = asShop().get("/orders/v1/orders?limit=2" + next);
            page.then().statusCode(200);
            seen.addAll(page.jsonPath().getList("data.order_id"));
            next = page.path("paging.next") == null ? null : "&cursor=" + page.path("paging.next");
        } while (next != null);
        assertEquals(6, new HashSet<>(seen).size());
        assertEquals(placed, seen.subList(1, 6));
        asShop().get("/orders/v1/orders?shopper_id=" + shopper).then().body("data", hasSize(1));
        asShop().get("/orders/v1/orders?status=confirmed").then().body("data", hasSize(0));
        refusal(asShop().get("/orders/v1/orders?status=lost"), 400, "invalid-parameter");
        refusal(asShop().get("/orders/v1/orders?cursor=abc"), 400, "invalid-parameter");
        refusal(asShop().get("/orders/v1/orders?limit=101"), 400, "invalid-parameter");
        refusal(asShop().get("/orders/v1/orders?shopper_id=me"), 400, "invalid-parameter");
    }

    @Test
    void another_tenants_order_answers_exactly_like_none_and_shoppers_are_not_let_in() {
        UUID id = placeMugs(1, "card", 1_800);
        String stranger = "Bearer " + TestTokens.business(UUID.randomUUID()).mint();
        String absent = RestAssured.given()
                .header("Authorization", stranger)
                .get("/orders/v1/orders/" + UUID.randomUUID())
                .asString();
        Response foreign = RestAssured.given().header("Authorization", stranger).get("/orders/v1/orders/" + id);
        foreign.then().statusCode(404);
        assertEquals(absent, foreign.asString());
        for (String action : List.of("shipments", "deliveries", "returns", "cancellation")) {
            RestAssured.given()
                    .header("Authorization", stranger)
                    .contentType("application/json")
                    .body("{\"carrier\": \"c\", \"tracking_number\": \"t\", \"reason\": \"r\"}")
                    .post("/orders/v1/orders/" + id + "/" + action)
                    .then()
                    .statusCode(404);
        }
        String token =
                "Bearer " + TestTokens.shopper(shop, shopper, conversation).mint();
        RestAssured.given()
                .header("Authorization", token)
                .get("/orders/v1/orders/" + id)
                .then()
                .statusCode(403);
        RestAssured.get("/orders/v1/orders/" + id).then().statusCode(401);
        asShop().get("/orders/v1/orders/nothing").then().statusCode(404);
    }

    @Test
    void the_committed_openapi_file_is_what_the_service_serves() throws IOException {
        String served =
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("tresen.openapi.write")) {
            Files.writeString(OPENAPI, served);
        }
        assertEquals(
                Files.readString(OPENAPI),
                served,
                "write it anew with -Dtresen.openapi.write=true and look at the change");
    }

    @Test
    void the_openapi_file_is_one_that_clients_can_be_made_of() {
        String served = RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(List.of(), OpenApiDocument.faults(served));
    }

    private Response post(String body) {
        return asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/orders/v1/orders");
    }

    private static String mugs(int quantity, String more) {
        return "{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": " + quantity
                + "}], \"payment_method\": \"card\", \"delivery_address\": " + ADDRESS + more + "}";
    }

    private Response ship(UUID id, String more) {
        return asShop().body("{\"carrier\": \"DHL\", \"tracking_number\": \"1\"" + more + "}")
                .post("/orders/v1/orders/" + id + "/shipments");
    }

    private UUID confirm(UUID id) {
        send(Topics.CATALOG_RESERVATION, id, reserved(id));
        awaitStatus(id, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, id, Paid.succeeded(shop, id, false));
        awaitStatus(id, "confirmed");
        return id;
    }

    private static ValidatableResponse refusal(Response response, int status, String code) {
        return response.then().statusCode(status).contentType(PROBLEM).body("type", endsWith("/" + code));
    }
}
