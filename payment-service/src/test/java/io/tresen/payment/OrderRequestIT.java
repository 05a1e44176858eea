package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.engines.TestTopics;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A shop asks a shopper for an order of 19.90 in the wallet's words: the order is paid, once, and nothing beside it. */
@QuarkusTest
class OrderRequestIT extends TransfersUnderTest {

    private final UUID payment = Payment.id(order, 1);

    private void annaOrders(long inTheWallet) {
        annaOrders(PaymentMethod.CARD, Instant.now().plusSeconds(1800), inTheWallet);
    }

    private void annaOrders(PaymentMethod method, Instant payBy, long inTheWallet) {
        topUp(anna, inTheWallet);
        pin(anna, "2580");
        requested(method, payBy, anna);
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
    }

    private ValidatableResponse ask(long minor) {
        return ask(new JsonObject().put("order_id", order.toString()), minor);
    }

    private ValidatableResponse ask(JsonObject body, long minor) {
        return shop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.put("from_shopper_id", anna.toString())
                        .put("amount", eur(minor))
                        .encode())
                .post("/payments/v1/payment-requests")
                .then();
    }

    private ValidatableResponse accept(UUID request, String pin) {
        return as(anna).body(new JsonObject().put("pin", pin).encode())
                .post("/payments/v1/transfers/" + request + "/acceptance")
                .then();
    }

    private ValidatableResponse payOnThePage(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/payments/v1/pay/" + held().order().payToken())
                .then();
    }

    private ValidatableResponse payOnThePage() {
        return payOnThePage("{\"method\": \"wallet\", \"pin\": \"2580\"}");
    }

    private ValidatableResponse look(UUID request) {
        return shop().get("/payments/v1/transfers/" + request).then();
    }

    private List<String> booked() {
        return database.read(tx -> tx.list("select kind from ledger_transfer where order_id = $1", order).stream()
                .map(row -> row.getString("kind"))
                .toList());
    }

    private void assertPaidOnce(long left) {
        assertEquals(left, balance(anna));
        assertEquals(List.of("capture"), booked());
        told(PaymentSucceeded.class);
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), types());
        shop().get("/payments/v1/payments?order_id=" + order)
                .then()
                .body("data.status", contains("captured"))
                .body("data.method", contains("wallet"));
        assertBalanced();
    }

    @Test
    void the_pin_pays_the_order_once_however_often_the_request_is_accepted() throws Exception {
        annaOrders(5_000);
        UUID request = id(ask(1_990).statusCode(201).body("pays_order", equalTo(true)));
        InParallel.call(InParallel.PINS_OF_ONE, 20, n -> accept(request, "2580")
                .statusCode(200)
                .body("status", equalTo("posted")));
        assertPaidOnce(5_000 - 1_990);
        look(request).body("payment_id", equalTo(payment.toString())).body("status", equalTo("posted"));
        TransferPosted told = TestTopics.await(
                        Topics.PAYMENT_TRANSFER.name(),
                        record -> request.toString().equals(TestTopics.key(record))
                                && "TransferPosted".equals(TestTopics.header(record, "ce_type")),
                        1,
                        SOON)
                .stream()
                .map(record -> codec.decode(record.value(), TransferPosted.class))
                .findFirst()
                .orElseThrow();
        assertEquals(payment, told.getPaymentId());
    }

    @Test
    void the_wallet_page_pays_it_too() {
        annaOrders(1_990);
        UUID request = id(ask(1_990));
        String ticket = ticket(anna);
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", request.toString(), "pin", "2580"));
        assertEquals("posted", form(ticket, "action", "pay", "transfer_id", request.toString(), "pin", "2580"));
        assertPaidOnce(0);
    }

    @Test
    void whatever_races_with_it_the_order_is_paid_once() throws Exception {
        annaOrders(9_000);
        List<UUID> requests = List.of(id(ask(1_990)), id(ask(1_990)));
        List<Integer> answers = InParallel.call(InParallel.PINS_OF_ONE, 24, n -> {
            UUID request = requests.get(n % 2);
            ValidatableResponse answer =
                    switch (n % 4) {
                        case 0 -> payOnThePage();
                        case 1 ->
                            n == 1
                                    ? shop().post("/payments/v1/transfers/" + request + "/cancellation")
                                            .then()
                                    : accept(request, "2580");
                        default -> accept(request, "2580");
                    };
            return answer.statusCode(lessThan(500)).extract().statusCode();
        });
        assertTrue(Collections.frequency(answers, 200) > 0, answers.toString());
        assertPaidOnce(9_000 - 1_990);
        for (UUID request : requests) {
            String status = look(request).extract().path("status");
            assertTrue(List.of("posted", "cancelled").contains(status), status);
        }
    }

    @Test
    void an_order_that_is_paid_on_its_page_is_asked_for_no_longer() {
        annaOrders(5_000);
        UUID request = id(ask(1_990));
        payOnThePage().body("status", equalTo("captured"));
        look(request).body("status", equalTo("cancelled"));
        accept(request, "2580").statusCode(409).body("type", endsWith("/transfer-ended"));
        assertPaidOnce(5_000 - 1_990);
    }

    @Test
    void an_order_that_is_cancelled_is_asked_for_no_longer_and_a_request_ends_with_the_orders_time() {
        Instant payBy = Instant.now().plusSeconds(1800).truncatedTo(ChronoUnit.MILLIS);
        annaOrders(PaymentMethod.WALLET, payBy, 5_000);
        UUID request = id(ask(1_990).body("expires_at", equalTo(payBy.toString())));
        withdrawn("cancelled");
        await().atMost(SOON).untilAsserted(() -> look(request).body("status", equalTo("cancelled")));
        accept(request, "2580").statusCode(409).body("type", endsWith("/transfer-ended"));
        assertEquals(5_000, balance(anna));
    }

    @Test
    void while_a_card_is_being_charged_it_is_neither_asked_for_nor_paid_and_afterwards_it_is() {
        annaOrders(5_000);
        UUID request = id(ask(1_990));
        payOnThePage("{\"method\": \"card\", \"card_token\": \"pm_sandbox_requires_action\"}")
                .statusCode(200);
        ask(1_990).statusCode(409).body("type", endsWith("/order-still-payable"));
        accept(request, "2580").statusCode(409).body("type", endsWith("/order-not-payable"));
        look(request).body("status", equalTo("requested"));
        assertEquals(5_000, balance(anna));
    }

    @Test
    void it_is_asked_for_in_full_and_never_beside_cash() {
        annaOrders(PaymentMethod.COD, null, 5_000);
        ask(1_990).statusCode(409).body("type", endsWith("/order-still-payable"));
    }

    @Test
    void a_part_of_an_open_order_is_refused() {
        annaOrders(5_000);
        ask(1_989).statusCode(422).body("type", endsWith("/wrong-amount"));
        ask(1_991).statusCode(422).body("type", endsWith("/wrong-amount"));
    }

    @Test
    void a_wrong_pin_none_and_too_little_money_pay_nothing() {
        annaOrders(1_989);
        UUID request = id(ask(1_990));
        accept(request, "1111").statusCode(422).body("type", endsWith("/wrong-pin"));
        accept(request, null).statusCode(422).body("type", endsWith("/invalid-fields"));
        accept(request, "2580").statusCode(409).body("type", endsWith("/insufficient-funds"));
        look(request).body("status", equalTo("requested"));
        assertEquals(List.of(), booked());
        topUp(anna, 1);
        accept(request, "2580").statusCode(200);
        assertPaidOnce(0);
    }

    @Test
    void an_order_is_asked_for_five_times_at_a_time_also_by_many_at_once() throws Exception {
        annaOrders(5_000);
        List<Integer> answers = InParallel.call(12, n -> ask(1_990).extract().statusCode());
        assertEquals(5, Collections.frequency(answers, 201), answers.toString());
        assertEquals(7, Collections.frequency(answers, 409), answers.toString());
        ask(1_990).statusCode(409).body("type", endsWith("/too-many-requests"));
        ask(new JsonObject(), 1_990).statusCode(201);
        UUID open = database.read(tx -> tx.one(
                        "select transfer_id from wallet_transfer where order_id = $1 and status = 'requested' limit 1",
                        order))
                .orElseThrow()
                .getUUID("transfer_id");
        shop().post("/payments/v1/transfers/" + open + "/cancellation").then().statusCode(200);
        ask(1_990).statusCode(201);
    }

    @Test
    void without_a_pin_nothing_is_paid() {
        topUp(anna, 5_000);
        requested(PaymentMethod.WALLET, Instant.now().plusSeconds(1800), anna);
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        accept(id(ask(1_990)), null).statusCode(422).body("type", endsWith("/pin-not-set"));
        assertEquals(5_000, balance(anna));
    }

    @Test
    void an_order_has_no_limit_and_uses_up_none() {
        annaOrders(5_000);
        String limits = new JsonObject()
                .put("per_transfer", eur(500))
                .put("per_day", eur(500))
                .encode();
        shop().body(limits).put("/payments/v1/wallet-limits").then().statusCode(200);
        accept(id(ask(1_990).statusCode(201)), "2580").statusCode(200);
        send(anna, sending(anna, ben, 500).put("pin", "2580")).statusCode(201);
    }

    @Test
    void what_is_asked_for_without_an_order_is_a_transfer_and_leaves_the_order_to_be_paid() {
        annaOrders(5_000);
        UUID request = id(ask(new JsonObject(), 1_990).statusCode(201));
        accept(request, "2580").statusCode(200).body("status", equalTo("posted"));
        assertEquals(2, legs(request));
        assertEquals(List.of(), booked());
        payOnThePage().body("status", equalTo("captured"));
        assertPaidOnce(5_000 - 2 * 1_990);
    }

    @Test
    void what_goes_back_goes_into_the_wallet() {
        annaOrders(1_990);
        accept(id(ask(1_990)), "2580").statusCode(200);
        refundRequested();
        await().atMost(SOON).untilAsserted(() -> assertEquals(1_990, balance(anna)));
        shop().get("/payments/v1/payments?order_id=" + order)
                .then()
                .body("data", hasSize(1))
                .body("data.status", contains("refunded"));
    }
}
