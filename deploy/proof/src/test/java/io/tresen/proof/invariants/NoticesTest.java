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

/** I8 against notification-service's own tables, in which something is wrong. */
class NoticesTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables notification = new ServiceTables("notification");
    private final List<Fact> sent = new ArrayList<>();

    /** One has been told, another is in line while there is nothing. */
    @BeforeEach
    void aLineInOrder() throws IOException, SQLException {
        notification.create();
        notification.run("insert into subscription (business_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, since, lapses_at, not_before) values ('" + ID + "', '" + ID + "', '"
                + ID + "', 'mug', '" + ID + "', '" + ID + "', now(), now() + interval '1 day', now())");
        notification.run(
                "insert into product_wave (business_id, product_id, available) values ('" + ID + "', '" + ID + "', 0)");
        told();
        sent.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", "one")));
        assertEquals(List.of(), violations());
    }

    @Test
    void who_is_in_line_for_what_can_be_had_without_a_next_step_is_found() throws SQLException {
        notification.run("update product_wave set available = 1, next_step_at = null");
        found("forgotten in line");
        notification.run("update product_wave set next_step_at = now()");
        assertEquals(List.of(), violations());
    }

    @Test
    void a_subscription_that_was_told_twice_is_found() throws SQLException {
        // the database itself does not let this happen
        notification.run("drop index notice_once");
        told();
        found("told more than once");
    }

    @Test
    void a_notice_that_the_chat_sent_twice_is_found() {
        sent.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", "one")));
        found("notice one was sent 2 times");
    }

    private void told() throws SQLException {
        notification.run("insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, state, requested_at, at) values ('" + ID + "', '" + UUID.randomUUID()
                + "', '" + ID + "', '" + ID + "', 'mug', '" + ID + "', '" + ID + "', 'sent', now(), now())");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return new Notices()
                .violations(
                        new Evidence(ServiceTables.books(), Map.of(Topics.CHAT_CONVERSATION, List.copyOf(sent)), null));
    }
}
