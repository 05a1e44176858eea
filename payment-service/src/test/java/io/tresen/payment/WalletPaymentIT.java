package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A shopper pays orders of 19.90 from the wallet, on the page, with the PIN. */
@QuarkusTest
class WalletPaymentIT extends WalletsUnderTest {

    private final UUID payment = Payment.id(order, 1);

    @Inject
    DueWork work;

    private UUID anna;
    private String token;

    /** The shop takes card and wallet; Anna has a PIN and so much in her wallet. */
    private void annaOrders(PaymentMethod method, long inTheWallet) {
        send(
                Topics.CHAT_BUSINESS,
                business,
                UUID.randomUUID(),
                1,
                BusinessChanged.newBuilder()
                        .setBusinessId(business)
                        .setName("Kaffee & Mehr")
                        .setHandle("kaffee")
                        .setCountry("DE")
                        .setCurrency("EUR")
                        .setLanguage("de")
                        .setPaymentMethods(List.of(PaymentMethod.CARD, PaymentMethod.WALLET, PaymentMethod.COD))
                        .setAssistantEnabled(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
        anna = shopper();
        if (inTheWallet > 0) {
            topUp(anna, inTheWallet);
        }
        as(anna).body("{\"pin\": \"2580\"}").put(wallet(anna) + "/pin").then().statusCode(204);
        requested(method, Instant.now().plusSeconds(1800), anna);
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        token = held().order().payToken();
        await().atMost(SOON).untilAsserted(() -> look().body("methods", contains("card", "wallet")));
    }

    private ValidatableResponse look() {
        return given().accept(ContentType.JSON).get("/payments/v1/pay/" + token).then();
    }

    private ValidatableResponse pay(String pin) {
        return given().contentType(ContentType.JSON)
                .body("{\"method\": \"wallet\", \"pin\": \"" + pin + "\"}")
                .post("/payments/v1/pay/" + token)
                .then();
    }

    private long balance() {
        return shop().get(wallet(anna))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("balance.amount_minor");
    }

    @Test
    void the_right_pin_pays_once_however_often_it_is_typed() throws Exception {
        annaOrders(PaymentMethod.WALLET, 5000);
        InParallel.call(
                InParallel.PINS_OF_ONE, 20, n -> pay("2580").statusCode(200).body("status", equalTo("captured")));
        assertEquals(5000 - 1990, balance());
        PaymentSucceeded told = told(PaymentSucceeded.class);
        assertEquals(PaymentMethod.WALLET, told.getMethod());
        assertFalse(told.getLate());
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), types());
        shop().get("/payments/v1/payments/" + payment)
                .then()
                .body("method", equalTo("wallet"))
                .body("provider", equalTo("wallet"))
                .body("status", equalTo("captured"));
        assertEquals(0, stripe.intentsOf(payment.toString()).size());
    }

    @Test
    void an_order_that_names_the_card_may_be_paid_from_the_wallet_too_and_the_other_way_round() {
        annaOrders(PaymentMethod.CARD, 1990);
        pay("2580").statusCode(200).body("status", equalTo("captured"));
        assertEquals(0, balance());
    }

    @Test
    void after_too_many_declined_cards_the_wallet_is_left() {
        annaOrders(PaymentMethod.CARD, 1990);
        for (int i = 0; i < 20; i++) {
            card("pm_card_visa_chargeDeclined").statusCode(200).body("status", equalTo("failed"));
        }
        card("pm_card_visa").statusCode(409).body("type", endsWith("/not-payable"));
        look().body("methods", contains("wallet"));
        given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("value=\"wallet\""), not(containsString("value=\"card\"")))
                .body(containsString("Zu viele Karten wurden abgelehnt."));
        pay("2580").statusCode(200).body("status", equalTo("captured"));
    }

    private ValidatableResponse card(String card) {
        return given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"" + card + "\"}")
                .post("/payments/v1/pay/" + token)
                .then();
    }

    @Test
    void after_a_declined_card_the_wallet_pays_with_the_next_attempt() {
        annaOrders(PaymentMethod.CARD, 1990);
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa_chargeDeclined\"}")
                .post("/payments/v1/pay/" + token)
                .then()
                .body("status", equalTo("failed"));
        pay("2580").body("status", equalTo("captured"));
        shop().get("/payments/v1/payments?order_id=" + order)
                .then()
                .body("data.method", contains("card", "wallet"))
                .body("data.status", contains("failed", "captured"));
    }

    @Test
    void too_little_money_a_wrong_pin_and_none_at_all_are_told_apart_and_nothing_moves() {
        annaOrders(PaymentMethod.WALLET, 1989);
        pay("2580").statusCode(409).body("type", endsWith("/insufficient-funds"));
        pay("1111").statusCode(422).body("type", endsWith("/wrong-pin")).body("errors[0].pointer", equalTo("/pin"));
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"wallet\"}")
                .post("/payments/v1/pay/" + token)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/pin"));
        assertEquals(1989, balance());
        look().body("status", equalTo("pending"));
        topUp(anna, 1);
        pay("2580").statusCode(200).body("status", equalTo("captured"));
        assertEquals(0, balance());
    }

    @Test
    void who_has_the_link_has_four_wrong_pins_and_can_not_lock_the_wallet() {
        annaOrders(PaymentMethod.WALLET, 5000);
        for (int i = 0; i < 4; i++) {
            pay("0000").statusCode(422).body("type", endsWith("/wrong-pin"));
        }
        pay("2580").statusCode(409).body("type", endsWith("/pay-link-locked"));
        assertEquals(5000, balance());
        as(anna).body("{\"pin\": \"1379\", \"old_pin\": \"2580\"}")
                .put(wallet(anna) + "/pin")
                .then()
                .statusCode(204);
    }

    @Test
    void the_statement_says_that_the_shopper_paid() {
        annaOrders(PaymentMethod.WALLET, 1990);
        pay("2580").body("status", equalTo("captured"));
        numbered();
        as(anna).get(wallet(anna) + "/entries")
                .then()
                .body("data[-1].by.kind", equalTo("shopper"))
                .body("data[-1].by.id", equalTo(anna.toString()));
    }

    @Test
    void a_refund_that_the_version_before_asked_for_goes_into_the_wallet_and_to_no_provider() {
        annaOrders(PaymentMethod.CARD, 1990);
        pay("2580").body("status", equalTo("captured"));
        database.run(tx -> {
            tx.update("update payment set refund_count = 1 where payment_id = $1", payment);
            tx.update(
                    "insert into refund (business_id, refund_id, order_id, payment_id, n, amount_minor, currency, reason, state,"
                            + " due_at) values ($1, $2, $3, $4, 1, 990, 'EUR', 'REQUESTED', 'requested', now())",
                    business,
                    Refund.id(payment, 1),
                    order,
                    payment);
        });
        await().atMost(SOON).untilAsserted(() -> assertEquals(990, balance()));
        assertEquals(0, stripe.intentsOf(payment.toString()).size());
    }

    @Test
    void refunds_that_no_provider_has_to_do_with_are_taken_apart_from_those_of_cards() {
        annaOrders(PaymentMethod.WALLET, 1990);
        pay("2580").body("status", equalTo("captured"));
        assertThrows(
                UndoneException.class,
                () -> database.run(tx -> {
                    tx.update(
                            "insert into refund (business_id, refund_id, order_id, payment_id, n, amount_minor, currency, reason, state)"
                                    + " values ($1, $2, $3, $4, 1, 990, 'EUR', 'REQUESTED', 'requested')",
                            business,
                            Refund.id(payment, 1),
                            order,
                            payment);
                    assertTrue(isTakenApart(tx, "wallet"));
                    assertTrue(isTakenApart(tx, null)); // of the version before: it goes by the order's method
                    assertFalse(isTakenApart(tx, "card"));
                    throw new UndoneException(); // so that no janitor ever sees it
                }));
    }

    private static final class UndoneException extends RuntimeException {}

    private boolean isTakenApart(Tx tx, String method) {
        tx.update("update payment set method = $2 where payment_id = $1", payment, method);
        tx.update("update refund set due_at = now() - interval '1 day' where payment_id = $1", payment);
        return work.ownRefunds(tx, 100, Duration.ofSeconds(2)).stream()
                .anyMatch(due -> due.id().equals(Refund.id(payment, 1)));
    }

    @Test
    void the_page_asks_for_the_pin_says_what_was_wrong_and_leads_back_to_the_chat() {
        annaOrders(PaymentMethod.WALLET, 5000);
        given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("name=\"pin\""))
                .body(containsString("name=\"card_token\""))
                .body(not(containsString("<script")));
        form("9999")
                .statusCode(422)
                .contentType("text/html")
                .body(containsString("Die PIN stimmt nicht. Versuche, die noch bleiben: 4."));
        form("2580").statusCode(303).header("Location", endsWith("/chat/s/kaffee"));
        form("2580").statusCode(303);
        assertEquals(5000 - 1990, balance());
    }

    private ValidatableResponse form(String pin) {
        return given().redirects()
                .follow(false)
                .header("Accept-Language", "de")
                .contentType("application/x-www-form-urlencoded")
                .formParam("method", "wallet")
                .formParam("pin", pin)
                .post("/payments/v1/pay/" + token)
                .then();
    }

    @Test
    void what_goes_back_goes_into_the_wallet_at_once() {
        annaOrders(PaymentMethod.WALLET, 1990);
        pay("2580").body("status", equalTo("captured"));
        shop().header("Idempotency-Key", "back-1")
                .body("{\"amount_minor\": 990, \"reason\": \"a cup was broken\"}")
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then()
                .statusCode(201)
                .body("status", equalTo("succeeded"));
        assertEquals(990, balance());
        refundRequested();
        await().atMost(SOON).untilAsserted(() -> assertEquals(1990, balance()));
        List<RefundSucceeded> told = told(RefundSucceeded.class, 2);
        assertEquals(
                List.of(false, true),
                told.stream().map(RefundSucceeded::getComplete).toList());
        shop().get("/payments/v1/ledger/trial-balance").then().body("data[0].difference_minor", equalTo(0));
    }

    @Test
    void an_order_that_no_longer_asks_takes_nothing_and_one_paid_at_that_moment_gives_it_back() {
        annaOrders(PaymentMethod.WALLET, 1990);
        pay("2580").body("status", equalTo("captured"));
        withdrawn("expired");
        await().atMost(SOON).untilAsserted(() -> assertEquals(1990, balance()));
        pay("2580").statusCode(200).body("status", equalTo("refunded"));
        assertEquals(1990, balance());
    }
}
