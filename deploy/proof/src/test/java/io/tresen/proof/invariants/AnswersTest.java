package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that is decided twice or not at all, and a payment that is not what was asked for, do not go unseen. */
class AnswersTest {

    private static final String CARD = "by-card";
    private static final String CASH = "at-the-door";
    private static final String SHORT = "too-late";

    private final List<Fact> orders = new ArrayList<>();
    private final List<Fact> decisions = new ArrayList<>();
    private final List<Fact> requests = new ArrayList<>();
    private final List<Fact> payments = new ArrayList<>();

    @BeforeEach
    void three_orders_as_they_should_be() {
        List.of(CARD, CASH, SHORT).forEach(order -> orders.add(Facts.of(order, "OrderPlaced", Map.of())));
        List.of(CARD, CASH).forEach(order -> decisions.add(Facts.of(order, "StockReserved", Map.of())));
        decisions.add(Facts.of(SHORT, "StockRejected", Map.of()));
        requests.add(requested(CARD, "CARD"));
        requests.add(requested(CASH, "COD"));
        payments.add(pending(CARD, "CARD", 1_000, "token"));
        payments.add(pending(CASH, "COD", 1_000, null));
        assertEquals(List.of(), Answers.decided(evidence()));
        assertEquals(List.of(), Answers.payable(evidence()));
    }

    @Test
    void a_decision_that_came_again_is_one() {
        decisions.add(decisions.get(0));
        payments.add(payments.get(0));
        assertEquals(List.of(), Answers.decided(evidence()));
        assertEquals(List.of(), Answers.payable(evidence()));
    }

    @Test
    void an_order_that_is_decided_twice_is_told() {
        decisions.add(Facts.of(CARD, "StockRejected", Map.of()));
        only("order by-card is decided 2 times", Answers.decided(evidence()));
    }

    @Test
    void an_order_that_is_never_decided_is_told() {
        decisions.remove(2);
        only("order too-late is decided 0 times", Answers.decided(evidence()));
    }

    @Test
    void a_decision_about_nothing_is_told() {
        decisions.add(Facts.of("nobody's", "StockReserved", Map.of()));
        only("order nobody's was never placed", Answers.decided(evidence()));
    }

    @Test
    void a_second_payment_is_told() {
        payments.add(pending(CARD, "CARD", 1_000, "token"));
        only("order by-card asked to be paid and has [PaymentPending, PaymentPending]", Answers.payable(evidence()));
    }

    @Test
    void a_request_without_a_payment_is_told() {
        payments.remove(1);
        only("order at-the-door asked to be paid and has []", Answers.payable(evidence()));
    }

    @Test
    void a_payment_that_came_too_late_is_told() {
        payments.set(0, Facts.of(CARD, "PaymentCancelled", Map.of()));
        only("order by-card asked to be paid and has [PaymentCancelled]", Answers.payable(evidence()));
    }

    @Test
    void a_payment_that_nobody_asked_for_is_told() {
        payments.add(pending(SHORT, "CARD", 1_000, "token"));
        only("order too-late never asked to be paid", Answers.payable(evidence()));
    }

    @Test
    void another_amount_or_method_is_told() {
        payments.set(0, pending(CARD, "CARD", 999, "token"));
        only("order by-card asked for the amount", Answers.payable(evidence()));
        payments.set(0, pending(CARD, "WALLET", 1_000, "token"));
        only("order by-card asked for the method CARD and is to pay WALLET", Answers.payable(evidence()));
    }

    @Test
    void a_payment_without_its_page_is_told() {
        payments.set(0, pending(CARD, "CARD", 1_000, null));
        only("order by-card has no page", Answers.payable(evidence()));
        payments.set(0, pending(CARD, "CARD", 1_000, "token"));
        payments.set(1, pending(CASH, "COD", 1_000, "token"));
        only("order at-the-door is paid at the door and has a page", Answers.payable(evidence()));
    }

    private Evidence evidence() {
        return new Evidence(
                null,
                Map.of(
                        Topics.ORDER_ORDER, orders,
                        Topics.CATALOG_RESERVATION, decisions,
                        Topics.ORDER_PAYMENT_REQUEST, requests,
                        Topics.PAYMENT_PAYMENT, payments),
                null);
    }

    private static Fact requested(String order, String method) {
        return Facts.of(
                order, "PaymentRequested", Map.of("amount", Facts.money(1_000, "EUR"), "method", (Object) method));
    }

    private static Fact pending(String order, String method, long minor, String token) {
        Map<String, Object> fields = new HashMap<>(Map.of("amount", Facts.money(minor, "EUR"), "method", method));
        fields.put("pay_token", token);
        return Facts.of(order, "PaymentPending", fields);
    }

    private static void only(String begin, List<String> found) {
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith(begin), found.toString());
    }
}
