package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.engines.TestTokens;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asking for money by REST: shopper of shopper, the shop of a shopper, and every answer. */
@QuarkusTest
class TransferRequestsIT extends TransferCallsUnderTest {

    @Test
    void a_shopper_asks_another_who_pays() {
        topUp(anna, 1_000);
        UUID id = id(ask(ben, anna, 300)
                .statusCode(201)
                .body("status", equalTo("requested"))
                .body("expires_at", notNullValue()));
        assertEquals(1_000, available(anna));
        answer(anna, id, "acceptance").statusCode(200).body("status", equalTo("posted"));
        answer(anna, id, "acceptance").statusCode(200).body("status", equalTo("posted"));
        assertEquals(300, balance(ben));
        refused(answer(anna, id, "declination"), 409, "transfer-ended");
        refused(answer(ben, id, "cancellation"), 409, "transfer-ended");
    }

    @Test
    void who_is_asked_declines_and_who_asks_cancels_and_saying_it_again_changes_nothing() {
        UUID declined = id(ask(ben, anna, 300));
        answer(anna, declined, "declination").statusCode(200).body("status", equalTo("declined"));
        answer(anna, declined, "declination").statusCode(200).body("version", equalTo(2));
        refused(answer(anna, declined, "acceptance"), 409, "transfer-ended");
        UUID cancelled = id(ask(ben, anna, 300));
        answer(ben, cancelled, "cancellation").statusCode(200).body("status", equalTo("cancelled"));
        answer(ben, cancelled, "cancellation").statusCode(200).body("version", equalTo(2));
    }

    @Test
    void the_other_sides_answer_is_refused_and_a_strangers_is_not_found() {
        UUID id = id(ask(ben, anna, 300));
        refused(answer(ben, id, "acceptance"), 403, "not-yours-to-answer");
        refused(answer(ben, id, "declination"), 403, "not-yours-to-answer");
        refused(answer(anna, id, "cancellation"), 403, "not-yours-to-answer");
        UUID stranger = UUID.randomUUID();
        for (String answer : List.of("acceptance", "declination", "cancellation")) {
            refused(answer(stranger, id, answer), 404, "not-found");
            refused(answer(anna, UUID.randomUUID(), answer), 404, "not-found");
        }
        refused(
                given().header(
                                "Authorization",
                                "Bearer "
                                        + TestTokens.business(UUID.randomUUID()).mint())
                        .get("/payments/v1/transfers/" + id)
                        .then(),
                404,
                "not-found");
    }

    @Test
    void a_request_needs_a_key_and_with_the_same_key_there_is_one() {
        JsonObject body =
                new JsonObject().put("from_shopper_id", anna.toString()).put("amount", eur(450));
        refused(
                shop().body(body.encode()).post("/payments/v1/payment-requests").then(),
                400,
                "idempotency-key-required");
        String key = UUID.randomUUID().toString();
        List<UUID> ids = java.util.stream.Stream.of("null", "true")
                .map(replayed -> id(shop().header("Idempotency-Key", key)
                        .body(body.encode())
                        .post("/payments/v1/payment-requests")
                        .then()
                        .statusCode(201)
                        .header("Idempotency-Replayed", replayed.equals("true") ? equalTo("true") : nullValue())))
                .toList();
        assertEquals(ids.get(0), ids.get(1));
        as(anna).get("/payments/v1/transfers").then().body("data", hasSize(1));
    }

    @Test
    void nobody_is_asked_by_the_dozen() {
        assertEquals(201, asks(ben, anna));
        assertEquals(409, asks(ben, anna));
        for (int i = 0; i < 4; i++) {
            UUID other = UUID.randomUUID();
            know(business, other);
            assertEquals(201, asks(ben, other));
        }
        UUID sixth = UUID.randomUUID();
        know(business, sixth);
        assertEquals(409, asks(ben, sixth));
        assertEquals(201, asks(sixth, anna));
    }

    private int asks(UUID payee, UUID payer) {
        return as(payee)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(new JsonObject()
                        .put("from_shopper_id", payer.toString())
                        .put("amount", eur(1))
                        .encode())
                .post("/payments/v1/payment-requests")
                .statusCode();
    }

    @Test
    void the_shop_asks_for_money_beside_an_order_of_the_payer_that_is_not_paid_on_its_page_any_more() {
        topUp(anna, 1_000);
        JsonObject asking = new JsonObject()
                .put("from_shopper_id", anna.toString())
                .put("amount", eur(450))
                .put("order_id", order.toString());
        refused(shopAsks(asking), 422, "unknown-order");
        requested(
                io.tresen.contracts.common.v1.PaymentMethod.CARD,
                java.time.Instant.now().plusSeconds(1800),
                anna);
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        refused(shopAsks(asking), 422, "wrong-amount");
        refused(shopAsks(asking.copy().put("from_shopper_id", ben.toString())), 422, "unknown-order");
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .post("/payments/v1/pay/" + held().order().payToken())
                .then()
                .body("status", equalTo("captured"));
        UUID id = id(shopAsks(new JsonObject()
                        .put("from_shopper_id", anna.toString())
                        .put("amount", eur(450))
                        .put("order_id", order.toString())
                        .put("note", "Nachlieferung"))
                .statusCode(201)
                .body("to_business", equalTo(true))
                .body("order_id", equalTo(order.toString()))
                .body("note", equalTo("Nachlieferung")));
        answer(anna, id, "acceptance").statusCode(200).body("status", equalTo("posted"));
        assertEquals(550, balance(anna));
        UUID other = id(shopAsks(
                new JsonObject().put("from_shopper_id", anna.toString()).put("amount", eur(450))));
        shop().post("/payments/v1/transfers/" + other + "/cancellation")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
    }

    @Test
    void a_shop_asks_for_itself_alone_and_has_no_say_between_shoppers() {
        wrongField(
                shopAsks(new JsonObject()
                        .put("from_shopper_id", anna.toString())
                        .put("to_shopper_id", ben.toString())
                        .put("amount", eur(450))),
                "/to_shopper_id");
        UUID id = id(ask(ben, anna, 300));
        refused(shop().post("/payments/v1/transfers/" + id + "/cancellation").then(), 404, "not-found");
    }

    @Test
    void a_shopper_asks_for_themselves_and_not_themselves() {
        refused(ask(anna, anna, 300), 422, "to-oneself");
        wrongField(
                as(anna).header("Idempotency-Key", "to-another")
                        .body(sending(ben, UUID.randomUUID(), 300).encode())
                        .post("/payments/v1/payment-requests")
                        .then(),
                "/to_shopper_id");
        as(anna).header("Idempotency-Key", "to-anna")
                .body(sending(ben, anna, 300).encode())
                .post("/payments/v1/payment-requests")
                .then()
                .statusCode(201);
    }

    @Test
    void the_payers_pin_is_needed_to_pay_what_is_asked_for() {
        topUp(anna, 1_000);
        pin(anna, "4711");
        UUID id = id(ask(ben, anna, 300));
        wrongField(answer(anna, id, "acceptance"), "/pin");
        refused(answer(anna, id, "acceptance", new JsonObject().put("pin", "0815")), 422, "wrong-pin");
        answer(anna, id, "acceptance", new JsonObject().put("pin", "4711")).statusCode(200);
        assertEquals(300, balance(ben));
    }
}
