package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.TestTokens;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** INTERFACE 8, as a stranger with curl finds it. */
@QuarkusTest
class TransferApiIT extends TransfersUnderTest {

    private static final String PROBLEMS = "https://tresen.io/problems/";

    private static void refused(ValidatableResponse response, int status, String code) {
        response.statusCode(status).contentType("application/problem+json").body("type", equalTo(PROBLEMS + code));
    }

    private static void wrongField(ValidatableResponse response, String pointer) {
        refused(response, 422, "invalid-fields");
        response.body("errors.pointer", hasItem(pointer));
    }

    private ValidatableResponse answer(UUID shopperId, UUID transferId, String answer, JsonObject body) {
        return as(shopperId)
                .body(body.encode())
                .post("/payments/v1/transfers/" + transferId + "/" + answer)
                .then();
    }

    private ValidatableResponse answer(UUID shopperId, UUID transferId, String answer) {
        return answer(shopperId, transferId, answer, new JsonObject());
    }

    private ValidatableResponse ask(UUID payee, UUID payer, long minor) {
        return as(payee)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(new JsonObject()
                        .put("from_shopper_id", payer.toString())
                        .put("amount", eur(minor))
                        .encode())
                .post("/payments/v1/payment-requests")
                .then();
    }

    private ValidatableResponse shopAsks(JsonObject body) {
        return shop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.encode())
                .post("/payments/v1/payment-requests")
                .then();
    }

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

    // ---- asking

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

    // ---- limits

    @Test
    void an_owner_sets_the_limits_and_everybody_sees_them() {
        shop().get("/payments/v1/wallet-limits")
                .then()
                .statusCode(200)
                .body("per_transfer.amount_minor", equalTo(100_000))
                .body("per_day.amount_minor", equalTo(500_000));
        String wanted = new JsonObject()
                .put("per_transfer", eur(500))
                .put("per_day", eur(800))
                .encode();
        shop().body(wanted).put("/payments/v1/wallet-limits").then().statusCode(200);
        as(anna).get("/payments/v1/wallet-limits").then().body("per_day.amount_minor", equalTo(800));
        topUp(anna, 10_000);
        refused(send(anna, sending(anna, ben, 501)), 422, "transfer-limit-exceeded");
        send(anna, sending(anna, ben, 500)).statusCode(201);
        refused(send(anna, sending(anna, ben, 301)), 409, "daily-limit-exceeded");
        refused(ask(ben, anna, 501), 422, "transfer-limit-exceeded");
    }

    @Test
    void limits_are_in_the_shops_currency_and_not_for_agents_or_shoppers_to_set() {
        String dollars = new JsonObject()
                .put("per_transfer", eur(500).put("currency", "USD"))
                .encode();
        ValidatableResponse wrong =
                shop().body(dollars).put("/payments/v1/wallet-limits").then();
        wrongField(wrong, "/per_transfer/currency");
        wrong.body("errors.pointer", hasItem("/per_day"));
        String wanted = new JsonObject()
                .put("per_transfer", eur(500))
                .put("per_day", eur(800))
                .encode();
        refused(as(anna).body(wanted).put("/payments/v1/wallet-limits").then(), 403, "forbidden");
        refused(
                given().contentType(ContentType.JSON)
                        .header(
                                "Authorization",
                                "Bearer "
                                        + TestTokens.staff(business, UUID.randomUUID(), "agent")
                                                .mint())
                        .body(wanted)
                        .put("/payments/v1/wallet-limits")
                        .then(),
                403,
                "forbidden");
    }

    // ---- the wallet page

    @Test
    void the_page_shows_the_wallet_in_the_readers_language_and_loads_nothing() {
        topUp(anna, 1_990);
        id(ask(ben, anna, 300));
        numbered();
        String ticket = ticket(anna);
        given().header("Accept-Language", "de")
                .get("/payments/v1/wallet/" + ticket)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(
                        containsString("Guthaben"),
                        containsString("19,90\u00a0€"),
                        containsString("An eine andere Person"))
                .body(containsString("3,00\u00a0€"), containsString("Lege zuerst unten eine PIN fest."))
                .body(not(containsString("<script")), not(containsString("src=")), not(containsString(ben.toString())));
        given().header("Accept-Language", "en")
                .get("/payments/v1/wallet/" + ticket)
                .then()
                .body(containsString("€19.90"), containsString("Top-up"), containsString("To another shopper"));
    }

    @Test
    void a_ticket_that_does_not_hold_gets_a_page_that_says_how_to_get_another() {
        TestTokens good = TestTokens.shopper(business, anna, UUID.randomUUID()).with("aud", "tresen-wallet");
        for (String ticket : List.of(
                good.expired().mint(),
                good.signedByStranger().mint(),
                good.with("aud", "tresen").mint(),
                "nonsense")) {
            given().header("Accept-Language", "en")
                    .get("/payments/v1/wallet/" + ticket)
                    .then()
                    .statusCode(404)
                    .contentType(startsWith("text/html"))
                    .body(containsString("in the chat to get a new one"), not(containsString("<form")));
            given().contentType(ContentType.URLENC)
                    .formParam("action", "pin")
                    .formParam("pin", "4711")
                    .post("/payments/v1/wallet/" + ticket)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_ticket_is_no_token() {
        refused(
                given().header("Authorization", "Bearer " + ticket(anna))
                        .get("/payments/v1/transfers")
                        .then(),
                401,
                "unauthorized");
    }

    private String pinState(String ticket) {
        String html = given().get("/payments/v1/wallet/" + ticket).asString();
        return html.replaceAll("(?s).*name=\"pin_state\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void a_pin_is_set_and_changed_on_the_page_and_the_same_form_twice_changes_it_once() {
        String ticket = ticket(anna);
        String none = pinState(ticket);
        assertEquals("invalid-pin", form(ticket, "action", "pin", "pin", "12a4", "pin_state", none));
        assertEquals("invalid-pin", form(ticket, "action", "pin", "pin_state", none));
        assertEquals("pin-saved", form(ticket, "action", "pin", "pin", "4711", "pin_state", none));
        assertEquals("pin-changed", form(ticket, "action", "pin", "pin", "4711", "pin_state", none));
        String set = pinState(ticket);
        assertEquals("wrong-pin", form(ticket, "action", "pin", "pin", "0815", "pin_state", set));
        assertEquals("wrong-pin", form(ticket, "action", "pin", "pin", "0815", "old_pin", "9999", "pin_state", set));
        assertEquals("pin-saved", form(ticket, "action", "pin", "pin", "0815", "old_pin", "4711", "pin_state", set));
        assertEquals("pin-changed", form(ticket, "action", "pin", "pin", "0815", "old_pin", "4711", "pin_state", set));
    }

    @Test
    void what_waits_is_paid_on_the_page_by_pin_and_a_double_click_pays_once() {
        topUp(anna, 1_000);
        UUID id = id(ask(ben, anna, 300));
        String ticket = ticket(anna);
        assertEquals("invalid-pin", form(ticket, "action", "pay", "transfer_id", id.toString()));
        assertEquals("pin-not-set", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        form(ticket, "action", "pin", "pin", "4711", "pin_state", pinState(ticket));
        assertEquals("wrong-pin", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "0815"));
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", id.toString(), "pin", "4711"));
        assertEquals(700, balance(anna));
        numbered();
        given().header("Accept-Language", "en")
                .get("/payments/v1/wallet/" + ticket + "?said=posted")
                .then()
                .body(containsString("Paid."), containsString("Transfer"), not(containsString("4711")));
    }

    @Test
    void what_waits_is_declined_on_the_page_without_a_pin() {
        UUID id = id(ask(ben, anna, 300));
        String ticket = ticket(anna);
        assertEquals("ended", form(ticket, "action", "end", "transfer_id", id.toString()));
        assertEquals("ended", form(ticket, "action", "end", "transfer_id", id.toString()));
        as(ben).get("/payments/v1/transfers/" + id).then().body("status", equalTo("declined"));
    }

    @Test
    void nonsense_in_a_form_is_told_and_does_nothing() {
        String ticket = ticket(anna);
        UUID foreign = id(ask(anna, ben, 300));
        assertEquals("failed", form(ticket));
        assertEquals("failed", form(ticket, "action", "steal"));
        assertEquals("failed", form(ticket, "action", "end", "transfer_id", "1"));
        assertEquals("failed", form(ticket, "action", "end", "transfer_id", foreign.toString()));
        given().get("/payments/v1/wallet/" + ticket + "?said=<b>boo</b>")
                .then()
                .statusCode(200)
                .body(not(containsString("boo")));
    }
}
