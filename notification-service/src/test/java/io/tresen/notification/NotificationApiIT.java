package io.tresen.notification;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.OpenApiDocument;
import io.tresen.engines.TestTokens;
import io.tresen.notification.Neighbours.Shopper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** INTERFACE 9 over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class NotificationApiIT {

    private static final String SUBSCRIPTIONS = "/notifications/v1/subscriptions";
    private static final String NOTICES = "/notifications/v1/notices";
    private static final Path OPENAPI = Path.of("src/main/openapi/openapi.yaml");

    @Inject
    Neighbours neighbours;

    private UUID business;
    private Shopper shopper;

    @BeforeEach
    void a_shop_with_a_shopper_and_a_mug_that_is_sold_out() {
        business = UUID.randomUUID();
        shopper = Shopper.of(business);
        neighbours.shopper(shopper, true);
        neighbours.product(business, "mug", Visibility.VISIBLE);
        neighbours.availability(business, "mug", 1L, 0L, 1);
    }

    @Test
    void the_first_call_answers_201_a_repeat_200_with_the_same_place() {
        String id = subscribe("mug")
                .statusCode(201)
                .body("conversation_id", equalTo(shopper.conversationId().toString()))
                .body("retailer_id", equalTo("mug"))
                .body("since", notNullValue())
                .extract()
                .path("subscription_id");
        subscribe("mug").statusCode(200).body("subscription_id", equalTo(id));
        business()
                .queryParam("retailer_id", "mug")
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].subscription_id", equalTo(id))
                .body("paging.next", nullValue());
        business().queryParam("retailer_id", "other").get(SUBSCRIPTIONS).then().body("data", hasSize(0));
    }

    @Test
    void an_agent_looks_at_waiting_lists_and_changes_none() {
        String agent = "Bearer "
                + TestTokens.staff(business, UUID.randomUUID(), "agent").mint();
        for (String list : List.of(SUBSCRIPTIONS, NOTICES)) {
            given().header("Authorization", agent)
                    .queryParam("retailer_id", "mug")
                    .get(list)
                    .then()
                    .statusCode(200);
        }
        given().header("Authorization", agent)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(403);
        given().header("Authorization", agent)
                .delete(SUBSCRIPTIONS + "/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    void deleting_is_204_once_and_404_for_everybody_else() {
        String id = subscribe("mug").statusCode(201).extract().path("subscription_id");
        given().auth()
                .oauth2(TestTokens.business(UUID.randomUUID()).mint())
                .delete(SUBSCRIPTIONS + "/" + id)
                .then()
                .statusCode(404)
                .body("type", containsString("not-found"));
        business().delete(SUBSCRIPTIONS + "/" + id).then().statusCode(204);
        business().delete(SUBSCRIPTIONS + "/" + id).then().statusCode(404);
        business().delete(SUBSCRIPTIONS + "/no-uuid").then().statusCode(404);
        business().get(SUBSCRIPTIONS).then().body("data", hasSize(0));
    }

    @Test
    void what_is_available_is_not_waited_for() {
        subscribe("mug").statusCode(201);
        neighbours.availability(business, "mug", 0L, 4L, 2);
        await().atMost(Neighbours.PATIENCE)
                .until(() -> neighbours.notices(business, "mug").size() == 1);
        Shopper other = Shopper.of(business);
        neighbours.shopper(other, true);
        subscribe(other.conversationId(), "mug")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", containsString("available-now"));
    }

    @Test
    void what_was_never_counted_is_not_waited_for() {
        neighbours.uncounted(business, "voucher");
        subscribe("voucher").statusCode(409).body("type", containsString("available-now"));
    }

    @Test
    void an_unknown_product_and_an_unknown_conversation_are_422() {
        subscribe("cup")
                .statusCode(422)
                .body("type", containsString("unknown-product"))
                .body("errors[0].pointer", equalTo("/retailer_id"));
        subscribe(UUID.randomUUID(), "mug")
                .statusCode(422)
                .body("type", containsString("unknown-conversation"))
                .body("errors[0].pointer", equalTo("/conversation_id"));
    }

    @Test
    void a_call_that_is_ahead_of_the_copies_is_held_until_they_have_caught_up() {
        Shopper fresh = Shopper.of(business);
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(
                () -> subscribe(fresh.conversationId(), "vase").extract().statusCode());
        neighbours.product(business, "vase", Visibility.VISIBLE);
        neighbours.shopper(fresh, true);
        assertEquals(201, call.join());
    }

    @Test
    void an_idempotency_key_is_honoured() {
        String key = UUID.randomUUID().toString();
        String first = keyed(key, "mug")
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .asString();
        String second = keyed(key, "mug")
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract()
                .asString();
        assertEquals(first, second);
        keyed(key, "cup").statusCode(422).body("type", containsString("idempotency-key-reused"));
    }

    @Test
    void what_a_client_gets_wrong_is_named() {
        business()
                .body("{}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/conversation_id", "/retailer_id")));
        business()
                .body(Map.of("conversation_id", shopper.conversationId(), "retailer_id", ".."))
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/retailer_id"));
        business().body("{\"conversation_id\": 7}").post(SUBSCRIPTIONS).then().statusCode(400);
        business().queryParam("limit", "101").get(SUBSCRIPTIONS).then().statusCode(400);
        business().queryParam("cursor", "?").get(NOTICES).then().statusCode(400);
        business().queryParam("retailer_id", "bell\u0007").get(NOTICES).then().statusCode(400);
    }

    @Test
    void only_a_business_may_call() {
        String token = TestTokens.shopper(business, shopper.shopperId(), shopper.conversationId())
                .mint();
        given().auth().oauth2(token).get(NOTICES).then().statusCode(403);
        given().auth().oauth2(token).get(SUBSCRIPTIONS).then().statusCode(403);
        given().get(NOTICES).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().put(SUBSCRIPTIONS).then().statusCode(405);
    }

    @Test
    void lists_are_paged_and_each_entry_comes_once() {
        List<String> retailerIds = List.of("a", "b", "c", "d", "e");
        retailerIds.forEach(id -> neighbours.product(business, id, Visibility.VISIBLE));
        retailerIds.forEach(id -> subscribe(id).statusCode(201));
        assertEquals(retailerIds, pages(SUBSCRIPTIONS));

        for (int i = 0; i < 5; i++) {
            neighbours.availability(business, retailerIds.get(i), 0L, 1L, 1);
            int told = i + 1;
            await().atMost(Neighbours.PATIENCE).until(() -> total(NOTICES) == told);
        }
        assertEquals(List.of("e", "d", "c", "b", "a"), pages(NOTICES));
        business()
                .queryParam("retailer_id", "c")
                .get(NOTICES)
                .then()
                .body("data", hasSize(1))
                .body("data[0].state", equalTo("waiting"))
                .body(
                        "data[0].conversation_id",
                        equalTo(shopper.conversationId().toString()))
                .body("data[0].notice_id", notNullValue())
                .body("data[0].at", notNullValue())
                .body("data[0].containsKey('reason')", equalTo(false));
    }

    @Test
    void another_business_sees_nothing_of_it() {
        subscribe("mug").statusCode(201);
        given().auth()
                .oauth2(TestTokens.business(UUID.randomUUID()).mint())
                .get(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
    }

    @Test
    void the_openapi_file_is_one_that_clients_can_be_made_of() {
        String served = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(List.of(), OpenApiDocument.faults(served));
    }

    @Test
    void the_committed_openapi_file_is_what_the_service_serves() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("tresen.openapi.write")) {
            Files.writeString(OPENAPI, served);
        }
        assertEquals(
                Files.readString(OPENAPI),
                served,
                "write it anew with -Dtresen.openapi.write=true and look at the change");
    }

    private List<String> pages(String path) {
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            RequestSpecification call = business().queryParam("limit", 2);
            if (next != null) {
                call.queryParam("cursor", next);
            }
            ValidatableResponse page = call.get(path).then().statusCode(200);
            all.addAll(page.extract().path("data.retailer_id"));
            next = page.extract().path("paging.next");
        } while (next != null);
        return all;
    }

    private int total(String path) {
        return business().get(path).then().extract().<List<Object>>path("data").size();
    }

    private ValidatableResponse subscribe(String retailerId) {
        return subscribe(shopper.conversationId(), retailerId);
    }

    private ValidatableResponse subscribe(UUID conversationId, String retailerId) {
        return business()
                .body(Map.of("conversation_id", conversationId, "retailer_id", retailerId))
                .post(SUBSCRIPTIONS)
                .then();
    }

    private ValidatableResponse keyed(String key, String retailerId) {
        return business()
                .header("Idempotency-Key", key)
                .body(Map.of("conversation_id", shopper.conversationId(), "retailer_id", retailerId))
                .post(SUBSCRIPTIONS)
                .then();
    }

    private RequestSpecification business() {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.business(business).mint());
    }
}
