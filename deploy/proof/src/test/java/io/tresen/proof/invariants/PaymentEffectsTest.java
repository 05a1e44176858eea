package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against payment-service's own tables, in which something is wrong. */
class PaymentEffectsTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final List<Fact> asked = new ArrayList<>();
    private final List<Fact> told = new ArrayList<>();

    /** A payment that was asked for, captured and refunded. */
    @BeforeEach
    void aPaymentInOrder() throws IOException, SQLException {
        PaymentTables.create();
        for (String account : List.of("provider_clearing", "business_balance")) {
            PaymentTables.run("insert into ledger_account (business_id, kind, currency) values ('" + ID + "', '"
                    + account + "', 'EUR')");
        }
        PaymentTables.run("insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency)"
                + " values ('" + ID + "', '" + ID + "', 'T1', 'card', 1000, 'EUR')");
        asked.add(Facts.of(ID, "PaymentRequested", Map.of()));
        booked("capture", "null");
        told.add(captured("PaymentSucceeded", 1_000));
        booked("refund", "'" + ID + "'");
        told.add(refunded(1_000));
        assertEquals(List.of(), violations());
    }

    @Test
    void an_order_that_asked_and_has_no_payment_is_found() throws SQLException {
        PaymentTables.run("truncate payment_order cascade");
        found("order " + ID + " has payments 0 times and was told 1 times");
    }

    @Test
    void payments_of_an_order_that_never_asked_or_asked_twice_are_found() {
        asked.add(Facts.of(ID, "PaymentRequested", Map.of()));
        found("order " + ID + " has payments 1 times and was told 2 times");
        asked.clear();
        found("order " + ID + " has payments 1 times and was told 0 times");
    }

    @Test
    void a_capture_that_was_not_told_or_told_twice_is_found() {
        told.add(captured("PaymentSucceeded", 1_000));
        found("order " + ID + ", capture of " + ID + " is booked 1 times and was told 2 times");
        told.remove(2);
        told.remove(0);
        found("order " + ID + ", capture of " + ID + " is booked 1 times and was told 0 times");
    }

    @Test
    void money_that_was_told_and_is_booked_as_something_else_is_found() {
        told.set(0, captured("PaymentHeld", 1_000));
        assertEquals(
                List.of(
                        "order " + ID + ", capture of " + ID + " is booked 1 times and was told 0 times",
                        "order " + ID + ", held_capture of " + ID + " is booked 0 times and was told 1 times"),
                violations());
    }

    @Test
    void a_refund_that_was_booked_twice_is_found() throws SQLException {
        booked("refund", "'" + ID + "'");
        found("order " + ID + ", refund of " + ID + " is booked 2 times and was told 1 times");
    }

    @Test
    void a_refund_of_nothing_is_not_booked() {
        told.add(refunded(0));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_refund_that_came_back_and_was_not_told_as_failed_is_found() throws SQLException {
        booked("refund_reversal", "'" + ID + "'");
        found("order " + ID + " has a refund back that was not told as failed");
        told.add(Facts.of(ID, "RefundFailed", Map.of("refund_id", ID)));
        assertEquals(List.of(), violations());
    }

    private static Fact captured(String type, long minor) {
        return Facts.of(ID, type, Map.of("payment_id", ID, "captured", Facts.money(minor, "EUR"), "late", false));
    }

    private static Fact refunded(long minor) {
        return Facts.of(ID, "RefundSucceeded", Map.of("refund_id", ID, "refunded", Facts.money(minor, "EUR")));
    }

    /** @param refund its id, or null, as SQL */
    private static void booked(String kind, String refund) throws SQLException {
        String transfer = UUID.randomUUID().toString();
        PaymentTables.run("begin; insert into ledger_transfer (business_id, transfer_id, kind, order_id, payment_id,"
                + " refund_id, occurred_at) values ('" + ID + "', '" + transfer + "', '" + kind + "', '" + ID + "', '"
                + ID + "', " + refund + ", now());"
                + " insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor, credit_minor)"
                + " select '" + ID + "', '" + transfer + "', account_id, 'EUR',"
                + " case when kind = 'provider_clearing' then 1000 else 0 end,"
                + " case when kind = 'provider_clearing' then 0 else 1000 end from ledger_account; commit");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return PaymentEffects.wrong(new Evidence(
                PaymentTables.books(),
                Map.of(Topics.ORDER_PAYMENT_REQUEST, asked, Topics.PAYMENT_PAYMENT, told),
                null));
    }
}
