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

/** I4 against notification-service's own tables, in which something is wrong. */
class NoticeEffectsTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables notification = new ServiceTables("notification");
    private final List<Fact> notices = new ArrayList<>();
    private final List<Fact> conversations = new ArrayList<>();
    private final Fact placed = Facts.of(ID, "OrderPlaced", Map.of());

    /** A wish that was told, and an app that was told of an order. */
    @BeforeEach
    void aWishInOrder() throws IOException, SQLException {
        notification.create();
        notification.run("insert into subscription (business_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, state, since, lapses_at, not_before, ended_at) values ('" + ID + "', '"
                + ID + "', '" + ID + "', 'mug', '" + ID + "', '" + ID
                + "', 'told', now(), now() + interval '1 day', now(), now())");
        notification.run("insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, state, requested_at, at) values ('" + ID + "', '" + ID + "', '" + ID
                + "', '" + ID + "', 'mug', '" + ID + "', '" + ID + "', 'sent', now(), now())");
        notification.run(
                "insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)"
                        + " values ('" + ID + "', '" + placed.id() + "', '" + ID
                        + "', 'OrderPlaced', '', now(), now())");
        notices.add(Facts.of(ID, "NoticeRequested", Map.of("notice_id", ID)));
        wished(ID);
        conversations.add(Facts.of(ID, "NoticeSent", Map.of("notice_id", ID)));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_notice_that_was_not_requested_or_twice_is_found() {
        notices.add(Facts.of(ID, "NoticeRequested", Map.of("notice_id", ID)));
        found("notice was told as [NoticeRequested, NoticeRequested]");
        notices.clear();
        found("notice was told as []");
    }

    @Test
    void a_notice_that_was_suppressed_and_told_as_requested_is_found() throws SQLException {
        notification.run("update notice set state = 'suppressed', reason = 'opted-out', requested_at = null");
        found("notice was told as [NoticeRequested]");
        notices.set(0, Facts.of(ID, "NoticeSuppressed", Map.of("notice_id", ID)));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_notice_that_ended_without_the_chat_s_answer_is_found() throws SQLException {
        notification.run("update notice set state = 'suppressed', reason = 'opted-out'");
        found("notice has ended and the chat has not told NoticeRefused");
        notification.run("update notice set reason = 'undelivered'");
        found("notice has ended and the chat has not told NoticeFailed");
        conversations.add(Facts.of(ID, "NoticeFailed", Map.of("notice_id", ID)));
        assertEquals(List.of(), violations());
        conversations.remove(2);
        notification.run("update notice set state = 'sent', reason = null");
        conversations.remove(1);
        found("notice has ended and the chat has not told NoticeSent");
        notification.run("update notice set state = 'waiting'");
        assertEquals(List.of(), violations());
    }

    @Test
    void a_notice_that_was_told_and_is_not_there_is_found() throws SQLException {
        notification.run("delete from notice");
        found("notice " + ID + " of conversation " + ID + " was told as [NoticeRequested] and is not there");
    }

    @Test
    void a_wish_without_a_place_in_line_is_found() {
        wished(ID);
        assertEquals(List.of(), violations());
        String other = UUID.randomUUID().toString();
        wished(other);
        found("a wish that has no place in line: of conversation " + ID + " for product " + other);
    }

    @Test
    void a_webhook_without_its_event_is_found() throws SQLException {
        notification.run("update webhook_delivery set kind = 'OrderConfirmed'");
        found("webhook without event");
        notification.run("update webhook_delivery set kind = 'OrderPlaced', delivery_id = gen_random_uuid()");
        found("webhook without event");
    }

    private void wished(String product) {
        conversations.add(0, Facts.of(ID, "BackInStockWished", Map.of("product_id", product)));
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return NoticeEffects.wrong(new Evidence(
                ServiceTables.books(),
                Map.of(
                        Topics.NOTIFICATION_NOTICE,
                        notices,
                        Topics.CHAT_CONVERSATION,
                        conversations,
                        Topics.ORDER_ORDER,
                        List.of(placed),
                        Topics.PAYMENT_PAYMENT,
                        List.of()),
                null));
    }
}
