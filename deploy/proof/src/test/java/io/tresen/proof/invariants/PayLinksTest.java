package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against chat-service's own tables, in which somebody was not told where to pay. */
class PayLinksTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables chat = new ServiceTables("chat");
    private final List<Fact> payments = new ArrayList<>();

    /** An order whose first attempt was told and whose second was not. */
    @BeforeEach
    void anOrderInOrder() throws IOException, SQLException {
        chat.create();
        chat.run("insert into conversation (business_id, conversation_id, shopper_id, last_message_at, created_at)"
                + " values ('" + ID + "', '" + ID + "', '" + ID + "', now(), now())");
        asked(1, pending(ID, "token"));
        pending(ID, "token");
        assertEquals(List.of(), violations());
    }

    @Test
    void a_link_that_was_never_told_is_found() throws SQLException {
        chat.run("update message set notice_kind = 'payment_failed'");
        found(0);
        chat.run("delete from message");
        found(0);
    }

    @Test
    void a_link_that_was_told_twice_is_found() throws SQLException {
        asked(2, payments.get(1));
        found(2);
    }

    @Test
    void what_has_no_page_or_no_conversation_is_not_told() {
        payments.clear();
        pending(ID, null);
        pending(UUID.randomUUID().toString(), "token");
        pending(null, "token");
        assertEquals(List.of(), violations());
    }

    private Fact pending(String conversation, String payToken) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("conversation_id", conversation);
        fields.put("pay_token", payToken);
        Fact fact = Facts.of(conversation == null ? "nobody's" : conversation, "PaymentPending", fields);
        payments.add(fact);
        return fact;
    }

    private void asked(int position, Fact by) throws SQLException {
        chat.run("insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                + " status, notice_kind, notice_order_no, body, event_id) values ('" + ID + "', '" + ID + "', "
                + position + ", 'm" + position + "', 'outbound', 'assistant', now(), 'sent', 'payment_request', 'T1',"
                + " '{}', '" + by.id() + "')");
    }

    private void found(int times) {
        assertEquals(
                List.of("conversation " + ID + " was told " + times + " times where to pay order " + ID), violations());
    }

    private List<String> violations() {
        return PayLinks.wrong(new Evidence(ServiceTables.books(), Map.of(Topics.PAYMENT_PAYMENT, payments), null));
    }
}
