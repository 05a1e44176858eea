package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sending money by REST, with the PIN once there is one, and the list of what was sent. */
@QuarkusTest
class TransferApiIT extends TransferCallsUnderTest {

    // ---- sending

    @Test
    void a_payer_sends_and_it_is_the_payees_at_once() {
        topUp(anna, 1_000);
        UUID id = id(send(anna, sending(anna, ben, 300).put("note", "Danke!"))
                .statusCode(201)
                .header("Location", startsWith("/payments/v1/transfers/"))
                .body("status", equalTo("posted")));
        assertEquals(700, balance(anna));
        assertEquals(300, balance(ben));
        as(ben).get("/payments/v1/transfers/" + id)
                .then()
                .statusCode(200)
                .body("from_shopper_id", equalTo(anna.toString()))
                .body("to_shopper_id", equalTo(ben.toString()))
                .body("amount.amount_minor", equalTo(300))
                .body("note", equalTo("Danke!"))
                .body("kind", equalTo("send"))
                .body("expires_at", nullValue());
    }

    @Test
    void a_payer_sends_to_the_shop() {
        topUp(anna, 1_000);
        JsonObject body = sending(anna, ben, 300).put("to_business", true);
        body.remove("to_shopper_id");
        UUID id = id(send(anna, body).statusCode(201).body("status", equalTo("posted")));
        assertEquals(700, balance(anna));
        shop().get("/payments/v1/transfers/" + id).then().statusCode(200).body("to_business", equalTo(true));
        assertBalanced();
    }

    @Test
    void the_same_key_with_the_same_body_sends_once_and_with_another_body_is_refused() {
        topUp(anna, 1_000);
        String key = UUID.randomUUID().toString();
        UUID first = id(as(anna).header("Idempotency-Key", key)
                .body(sending(anna, ben, 300).encode())
                .post("/payments/v1/transfers")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue()));
        as(anna).header("Idempotency-Key", key)
                .body(sending(anna, ben, 300).encode())
                .post("/payments/v1/transfers")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("transfer_id", equalTo(first.toString()));
        refused(
                as(anna).header("Idempotency-Key", key)
                        .body(sending(anna, ben, 301).encode())
                        .post("/payments/v1/transfers")
                        .then(),
                422,
                "idempotency-key-reused");
        assertEquals(700, balance(anna));
    }

    @Test
    void a_transfer_needs_a_key() {
        refused(
                as(anna).body(sending(anna, ben, 300).encode())
                        .post("/payments/v1/transfers")
                        .then(),
                400,
                "idempotency-key-required");
    }

    @Test
    void what_the_wallet_does_not_hold_is_refused_and_leaves_nothing() {
        topUp(anna, 299);
        refused(send(anna, sending(anna, ben, 300)), 409, "insufficient-funds");
        refused(send(ben, sending(ben, anna, 1)), 409, "insufficient-funds");
        as(anna).get("/payments/v1/transfers").then().body("data", hasSize(0));
    }

    @Test
    void to_oneself_zero_negative_too_much_and_another_currency_are_refused_naming_the_field() {
        topUp(anna, 1_000);
        refused(send(anna, sending(anna, anna, 300)), 422, "to-oneself");
        wrongField(send(anna, sending(anna, ben, 0)), "/amount/amount_minor");
        wrongField(send(anna, sending(anna, ben, -1)), "/amount");
        wrongField(send(anna, sending(anna, ben, 1L << 53)), "/amount");
        wrongField(send(anna, sending(anna, ben, 1).put("amount", eur(1).put("currency", "USD"))), "/amount/currency");
        wrongField(send(anna, sending(anna, ben, 1).put("amount", eur(1).put("currency", "EURO"))), "/amount");
        refused(send(anna, sending(anna, ben, 1).put("amount", eur(1).put("amount_minor", "1"))), 400, "wrong-type");
        assertEquals(1_000, balance(anna));
    }

    @Test
    void a_body_that_names_nobody_or_two_payees_is_refused() {
        JsonObject nobody = sending(anna, ben, 1);
        nobody.remove("to_shopper_id");
        wrongField(send(anna, nobody), "/to_shopper_id");
        wrongField(send(anna, sending(anna, ben, 1).put("to_business", true)), "/to_shopper_id");
        wrongField(send(anna, new JsonObject()), "/from_shopper_id");
        wrongField(send(anna, sending(anna, ben, 1).put("note", "x".repeat(501))), "/note");
    }

    @Test
    void somebody_of_another_business_is_as_unknown_as_nobody() {
        topUp(anna, 1_000);
        UUID elsewhere = UUID.randomUUID();
        know(UUID.randomUUID(), elsewhere);
        for (UUID stranger : List.of(elsewhere, UUID.randomUUID())) {
            refused(send(anna, sending(anna, stranger, 300)), 422, "unknown-shopper");
            refused(ask(anna, stranger, 300), 422, "unknown-shopper");
        }
    }

    @Test
    void another_ones_wallet_is_not_found_and_a_business_may_not_send() {
        refused(send(anna, sending(ben, anna, 300)), 404, "not-found");
        refused(
                shop().header("Idempotency-Key", "k")
                        .body(sending(anna, ben, 300).encode())
                        .post("/payments/v1/transfers")
                        .then(),
                403,
                "forbidden");
        refused(
                given().contentType(ContentType.JSON)
                        .body(sending(anna, ben, 300).encode())
                        .post("/payments/v1/transfers")
                        .then(),
                401,
                "unauthorized");
    }

    // ---- the PIN

    @Test
    void once_a_pin_is_set_transfers_take_it() {
        topUp(anna, 1_000);
        pin(anna, "4711").statusCode(org.hamcrest.Matchers.lessThan(300));
        wrongField(send(anna, sending(anna, ben, 300)), "/pin");
        ValidatableResponse wrong = send(anna, sending(anna, ben, 300).put("pin", "0815"));
        refused(wrong, 422, "wrong-pin");
        wrong.body("errors.pointer", hasItem("/pin")).body(not(containsString("0815")));
        send(anna, sending(anna, ben, 300).put("pin", "4711")).statusCode(201).body(not(containsString("4711")));
        assertEquals(700, balance(anna));
    }

    @Test
    void a_replay_is_answered_whatever_the_pin_has_become_and_counts_no_try() {
        topUp(anna, 1_000);
        pin(anna, "4711");
        String key = UUID.randomUUID().toString();
        String body = sending(anna, ben, 300).put("pin", "4711").encode();
        as(anna).header("Idempotency-Key", key)
                .body(body)
                .post("/payments/v1/transfers")
                .then()
                .statusCode(201);
        as(anna).body(new JsonObject().put("pin", "0815").put("old_pin", "4711").encode())
                .put("/payments/v1/wallets/" + anna + "/pin");
        as(anna).header("Idempotency-Key", key)
                .body(body)
                .post("/payments/v1/transfers")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true");
    }

    // ---- looking

    @Test
    void the_list_is_newest_first_and_shows_a_shopper_their_own_alone() {
        topUp(anna, 1_000);
        UUID first = id(send(anna, sending(anna, ben, 1).put("note", "privat")));
        UUID second = id(ask(ben, anna, 2));
        UUID carl = UUID.randomUUID();
        know(business, carl);
        UUID others = id(ask(carl, ben, 3));
        as(anna).get("/payments/v1/transfers")
                .then()
                .body("data.transfer_id", equalTo(List.of(second.toString(), first.toString())));
        as(anna).get("/payments/v1/transfers?status=posted").then().body("data", hasSize(1));
        refused(as(anna).get("/payments/v1/transfers?shopper_id=" + ben).then(), 404, "not-found");
        refused(as(anna).get("/payments/v1/transfers?status=gone").then(), 400, "invalid-parameter");
        shop().get("/payments/v1/transfers")
                .then()
                .body("data.transfer_id", hasItem(others.toString()))
                .body("data.note", everyItem(nullValue()));
        String next = shop().get("/payments/v1/transfers?limit=1&shopper_id=" + anna)
                .then()
                .body("data[0].transfer_id", equalTo(second.toString()))
                .extract()
                .path("paging.next");
        shop().get("/payments/v1/transfers?limit=1&shopper_id=" + anna + "&cursor=" + next)
                .then()
                .body("data[0].transfer_id", equalTo(first.toString()))
                .body("paging.next", nullValue());
    }
}
