package io.tresen.order;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.engines.TestTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a shop does with an order by INTERFACE 7, over HTTP: it reads, corrects, ships and takes back. */
@QuarkusTest
class OrderWorkIT extends OrderApiUnderTest {

    private static final String PARCEL = "{\"carrier\": \"DHL\", \"tracking_number\": \"1\"}";

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

    /** The shopper was told that the new address holds: no parcel may go by what somebody read before. */
    @Test
    void who_says_which_version_they_saw_ships_no_order_that_is_another_by_now() {
        UUID id = confirm(placeMugs(1, "card", 1_800));
        String seen = asShop().get("/orders/v1/orders/" + id).header("ETag");
        asShop().header("If-Match", seen)
                .body(ADDRESS.replace("10115", "10999"))
                .put("/orders/v1/orders/" + id + "/delivery-address")
                .then()
                .statusCode(200);
        refusal(shipIfMatch(id, seen), 412, "precondition-failed");
        assertEquals("confirmed", order(id).getString("status"));
        assertEquals(List.of(), order(id).getList("shipments"));
        String now = asShop().get("/orders/v1/orders/" + id).header("ETag");
        shipIfMatch(id, now).then().statusCode(201).body("status", equalTo("shipped"));
    }

    @Test
    void a_repeat_of_a_shipment_gets_its_first_answer_though_the_order_has_moved_by_it() {
        UUID id = confirm(placeMugs(1, "card", 1_800));
        String seen = asShop().get("/orders/v1/orders/" + id).header("ETag");
        String key = UUID.randomUUID().toString();
        List<String> parcels = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parcels.add(asShop().header("If-Match", seen)
                    .header("Idempotency-Key", key)
                    .body(PARCEL)
                    .post("/orders/v1/orders/" + id + "/shipments")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("shipment_id"));
        }
        assertEquals(parcels.get(0), parcels.get(1));
        assertEquals(1, order(id).getList("shipments").size());
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
                        asShop().body("{\"reason\": \"again\", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\":"
                                        + " 1}]}")
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
    void each_line_says_how_far_it_has_come_and_goods_with_a_service_end_when_both_are_there() {
        UUID id = confirm(place(
                """
                        {"lines": [{"retailer_id": "mug", "quantity": 3}, {"retailer_id": "haircut", "quantity": 1}],
                         "payment_method": "card", "delivery_address": %s}"""
                        .formatted(ADDRESS)));
        String base = "/orders/v1/orders/" + id;
        assertEquals(List.of("goods", "service"), order(id).getList("lines.kind"));
        ship(id, "").then().statusCode(201).body("status", equalTo("shipped"));
        asShop().body("{\"reason\": \"chipped\", \"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}]}")
                .post(base + "/returns")
                .then()
                .statusCode(201);
        assertEquals(List.of(3, 0), order(id).getList("lines.shipped"));
        assertEquals(List.of(1, 0), order(id).getList("lines.returned"));
        assertEquals(List.of(0, 0), order(id).getList("lines.rendered"));
        refusal(asShop().header("If-Match", "\"1\"").body("{}").post(base + "/deliveries"), 412, "precondition-failed");
        assertEquals(List.of(0, 0), order(id).getList("lines.rendered"));
        asShop().body("{}").post(base + "/deliveries").then().statusCode(200).body("status", equalTo("delivered"));
        assertEquals(List.of(0, 1), order(id).getList("lines.rendered"));
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

    private Response shipIfMatch(UUID id, String etag) {
        return asShop().header("If-Match", etag).body(PARCEL).post("/orders/v1/orders/" + id + "/shipments");
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
}
