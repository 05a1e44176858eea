package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.messaging.Ids;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against chat-service's own tables, in which something is wrong. */
class ChatEffectsTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables chat = new ServiceTables("chat");
    private final List<Fact> orders = new ArrayList<>();
    private final List<Fact> payments = new ArrayList<>();
    private final List<Fact> conversations = new ArrayList<>();
    private final List<Fact> transfers = new ArrayList<>();

    /** Somebody was told that an order is confirmed, and that something is back. */
    @BeforeEach
    void aConversationInOrder() throws IOException, SQLException {
        chat.create();
        chat.run("insert into conversation (business_id, conversation_id, shopper_id, last_message_at, created_at)"
                + " values ('" + ID + "', '" + ID + "', '" + ID + "', now(), now())");
        orders.add(happened("OrderConfirmed", Map.of()));
        told(1, "'order_confirmation'", "'T1'", orders.get(0).id());
        conversations.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", "one", "message_id", "m2")));
        told(2, "'back_in_stock'", "null", conversations.get(0).id());
        assertEquals(List.of(), violations());
    }

    @Test
    void a_message_of_an_event_that_never_was_is_found() throws SQLException {
        chat.run("update message set event_id = gen_random_uuid() where position = 2");
        found("message without event");
    }

    @Test
    void both_messages_of_a_transfer_have_its_event() throws SQLException {
        Fact posted = Facts.of(ID, "TransferPosted", Map.of());
        transfers.add(posted);
        told(3, "null", "null", posted.id());
        told(4, "null", "null", Ids.v5(posted.id(), ID));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_message_that_names_another_order_than_its_event_is_found() throws SQLException {
        chat.run("update message set notice_order_no = 'T2' where position = 1");
        found("message of another order than T1");
    }

    @Test
    void a_confirmation_that_was_told_twice_is_found() throws SQLException {
        orders.add(happened("OrderConfirmed", Map.of()));
        told(3, "'order_confirmation'", "'T1'", orders.get(1).id());
        found("told twice");
    }

    @Test
    void what_a_shopper_was_never_told_of_an_order_is_found() throws SQLException {
        orders.add(happened("OrderShipped", Map.of()));
        found("conversation " + ID + " was never told OrderShipped of order " + ID);
        chat.run("delete from message; delete from conversation");
        conversations.clear();
        assertEquals(List.of(), violations());
    }

    @Test
    void what_a_shopper_was_never_told_of_money_is_found_but_for_money_that_is_late_or_none() {
        payments.add(happened("PaymentSucceeded", Map.of("late", true)));
        payments.add(happened("RefundSucceeded", Map.of("refunded", Facts.money(0, "EUR"))));
        assertEquals(List.of(), violations());
        payments.add(happened("RefundSucceeded", Map.of("refunded", Facts.money(1, "EUR"))));
        found("conversation " + ID + " was never told RefundSucceeded");
        payments.set(2, happened("PaymentSucceeded", Map.of("late", false)));
        found("conversation " + ID + " was never told PaymentSucceeded");
    }

    @Test
    void a_notice_that_was_said_to_be_sent_and_is_not_there_is_found() throws SQLException {
        chat.run("delete from message where position = 2");
        found("a notice was told in a message that is not there: m2");
    }

    /** To an order of this conversation. */
    private static Fact happened(String type, Map<String, Object> more) {
        Map<String, Object> fields = new TreeMap<>(more);
        fields.put("order_no", "T1");
        fields.put("conversation_id", ID);
        return Facts.of(ID, type, fields);
    }

    private void told(int position, String kind, String orderNo, UUID event) throws SQLException {
        chat.run("insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                + " status, notice_kind, notice_order_no, body, event_id) values ('" + ID + "', '" + ID + "', "
                + position + ", 'm" + position + "', 'outbound', 'assistant', now(), 'sent', " + kind + ", " + orderNo
                + ", '{}', '" + event + "')");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return ChatEffects.wrong(new Evidence(
                ServiceTables.books(),
                Map.of(
                        Topics.ORDER_ORDER, orders,
                        Topics.PAYMENT_PAYMENT, payments,
                        Topics.CHAT_CONVERSATION, conversations,
                        Topics.PAYMENT_TRANSFER, transfers),
                null));
    }
}
