package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is under way, against payment-service's own tables. */
class QuietTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    @BeforeEach
    void a_refund_that_waits_for_what_becomes_of_its_payment() throws IOException, SQLException {
        PaymentTables.create();
        PaymentTables.run(
                "insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency) values ('"
                        + ID + "', '" + ID + "', 'T1', 'card', 1000, 'EUR')");
        PaymentTables.run("insert into payment (business_id, payment_id, order_id, attempt, state) values ('" + ID
                + "', '" + ID + "', '" + ID + "', 1, 'failed')");
        PaymentTables.run(
                "insert into refund (business_id, refund_id, order_id, payment_id, n, amount_minor, currency, reason, state)"
                        + " values ('" + ID + "', '" + ID + "', '" + ID + "', '" + ID
                        + "', 1, 1000, 'EUR', 'REQUESTED', 'waiting')");
    }

    @Test
    void a_service_has_not_worked_off_its_records_while_kafka_does_not_say_so() {
        assertEquals(
                List.of("order.stock is 2 records behind", "Kafka does not say how far the groups are: null"),
                Quiet.besidesOthers(
                        List.of(
                                "chat.notices is 1 records behind",
                                "order.stock is 2 records behind",
                                "Kafka does not say how far the groups are: null"),
                        "order"));
    }

    @Test
    void a_refund_that_waits_is_neither_at_rest_nor_clear() {
        assertEquals(List.of("payment: 1 refunds under way"), Quiet.moneyUnderWay(PaymentTables.books()));
        assertEquals(List.of("payment: 1 refunds unknown"), Quiet.unclear(PaymentTables.books()));
    }

    @Test
    void a_top_up_under_way_is_neither_at_rest_nor_clear_until_a_person_was_told() throws SQLException {
        PaymentTables.run(
                "truncate refund; insert into top_up (business_id, top_up_id, shopper_id, amount_minor, currency,"
                        + " pay_token, by_kind, created_at, pay_by, state) values ('" + ID + "', '" + ID + "', '" + ID
                        + "', 1000, 'EUR', 't', 'shopper', now(), now(), 'unknown')");
        assertEquals(List.of("payment: 1 top-ups under way"), Quiet.moneyUnderWay(PaymentTables.books()));
        assertEquals(List.of("payment: 1 top-ups unknown"), Quiet.unclear(PaymentTables.books()));
        PaymentTables.run("update top_up set attention_code = 'provider-unclear', attention_at = now()");
        assertEquals(List.of(), Quiet.moneyUnderWay(PaymentTables.books()));
        assertEquals(List.of(), Quiet.unclear(PaymentTables.books()));
    }

    @Test
    void held_money_of_a_top_up_is_unclear_while_nobody_knows_whether_it_went_back() throws SQLException {
        PaymentTables.run(
                "truncate refund; insert into top_up (business_id, top_up_id, shopper_id, amount_minor, currency,"
                        + " pay_token, by_kind, created_at, pay_by, state, taken_minor, taken_currency, refund_n,"
                        + " refund_state, attention_code, attention_at) values ('" + ID + "', '" + ID + "', '" + ID
                        + "', 1000, 'EUR', 't', 'shopper', now(), now(), 'held', 900, 'EUR', 1, 'unknown',"
                        + " 'wrong-amount', now())");
        assertEquals(List.of("payment: 1 top-ups unknown"), Quiet.unclear(PaymentTables.books()));
        PaymentTables.run("update top_up set refund_state = 'pending'");
        assertEquals(List.of(), Quiet.unclear(PaymentTables.books()));
        assertEquals(List.of("payment: 1 top-ups under way"), Quiet.moneyUnderWay(PaymentTables.books()));
    }

    @Test
    void a_refund_that_waits_for_a_person_is_at_rest() throws SQLException {
        PaymentTables.run("update payment set attention_code = 'payment-unknown', attention_at = now()");
        assertEquals(List.of(), Quiet.moneyUnderWay(PaymentTables.books()));
        assertEquals(List.of(), Quiet.unclear(PaymentTables.books()));
    }

    @Test
    void what_a_shopper_asked_for_and_nobody_decided_is_under_way() throws SQLException {
        PaymentTables.run("delete from refund");
        PaymentTables.run(
                "insert into transfer_ask (business_id, transfer_id, conversation_id, shopper_id, what, event_id,"
                        + " event_type, correlation_id, look_at, give_up_at) values ('" + ID + "', '" + ID + "', '" + ID
                        + "', '" + ID
                        + "', 'accept', '" + ID + "', 'TransferAnswered', '" + ID + "', now(), now())");
        assertEquals(List.of("payment: 1 asks of shoppers that wait"), Quiet.moneyUnderWay(PaymentTables.books()));
    }
}
