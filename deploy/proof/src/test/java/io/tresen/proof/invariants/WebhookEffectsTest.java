package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against the webhooks of notification-service and chat-service, of which something is missing or runs backwards. */
class WebhookEffectsTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";
    private static final Instant NOW = Instant.now();

    private final ServiceTables notification = new ServiceTables("notification");
    private final ServiceTables chat = new ServiceTables("chat");
    private final List<Fact> orders = new ArrayList<>();
    private final List<Fact> payments = new ArrayList<>();

    /** An app since an hour ago that was told all since, and a message whose way it was told. */
    @BeforeEach
    void anAppInOrder() throws IOException, SQLException {
        notification.create();
        chat.create();
        notification.run("insert into webhook_endpoint (business_id, url, secret, put_at) values ('" + ID
                + "', 'https://app.example', 'secret', timestamptz '" + NOW.minus(Duration.ofHours(1)) + "')");
        happened(orders, "OrderPlaced", Duration.ofHours(2));
        queued(happened(orders, "OrderConfirmed", Duration.ofMinutes(30)));
        queued(happened(payments, "PaymentSucceeded", Duration.ofMinutes(31)));
        chat.run("insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                + " status, body) values ('" + ID + "', '" + ID
                + "', 1, 'm', 'outbound', 'assistant', now(), 'read', '{}')");
        told("sent");
        told("delivered");
        assertEquals(List.of(), violations());
    }

    @Test
    void an_event_that_an_app_was_never_told_is_found() throws SQLException {
        Fact refunded = happened(payments, "RefundSucceeded", Duration.ofMinutes(1));
        String untold = "business " + ID + " was never told RefundSucceeded of order " + ID;
        assertEquals(List.of(untold), violations());
        notification.run("update webhook_endpoint set events = '{OrderPlaced,RefundSucceeded}'");
        assertEquals(List.of(untold), violations());
        notification.run("update webhook_endpoint set events = '{OrderPlaced,OrderConfirmed}'");
        assertEquals(List.of(), violations());
        notification.run("update webhook_endpoint set events = null");
        queued(refunded);
        assertEquals(List.of(), violations());
    }

    @Test
    void what_happened_before_the_endpoint_was_put_or_is_kept_no_longer_or_is_nobody_s_need_not_be_told()
            throws SQLException {
        happened(orders, "OrderShipped", Duration.ofMinutes(20));
        notification.run(
                "update webhook_endpoint set put_at = timestamptz '" + NOW.minus(Duration.ofMinutes(20)) + "'");
        assertEquals(List.of(), violations());
        notification.run("delete from webhook_endpoint");
        assertEquals(List.of(), violations());
        notification.run("insert into webhook_endpoint (business_id, url, secret, put_at) values ('" + ID
                + "', 'https://app.example', 'secret', timestamptz '" + NOW.minus(Duration.ofDays(90)) + "')");
        orders.clear();
        happened(orders, "OrderShipped", Duration.ofDays(30));
        assertEquals(List.of(), violations());
        happened(orders, "OrderDelivered", Duration.ofDays(28));
        assertEquals(List.of("business " + ID + " was never told OrderDelivered of order " + ID), violations());
    }

    @Test
    void a_status_that_was_told_backwards_or_twice_is_found() throws SQLException {
        told("sent");
        found("is read and an app was told [sent, delivered, sent]");
        chat.run("delete from webhook_delivery");
        told("delivered");
        told("delivered");
        found("is read and an app was told [delivered, delivered]");
    }

    @Test
    void a_status_behind_the_message_s_own_is_found() throws SQLException {
        told("read");
        assertEquals(List.of(), violations());
        chat.run("update message set status = 'delivered'");
        found("is delivered and an app was told [sent, delivered, read]");
        chat.run("delete from message");
        found("is not there and an app was told [sent, delivered, read]");
    }

    @Test
    void what_was_delivered_does_not_fail() throws SQLException {
        chat.run("update message set status = 'failed'");
        found("is failed and an app was told [sent, delivered]");
        chat.run("delete from webhook_delivery");
        told("sent");
        assertEquals(List.of(), violations());
        told("failed");
        assertEquals(List.of(), violations());
        told("read");
        found("is failed and an app was told [sent, failed, read]");
    }

    private static Fact happened(List<Fact> topic, String type, Duration ago) {
        Fact fact = Facts.of(
                ID,
                type,
                Map.of("business_id", ID, "occurred_at", NOW.minus(ago).toEpochMilli()));
        topic.add(fact);
        return fact;
    }

    private void queued(Fact fact) throws SQLException {
        notification.run(
                "insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)"
                        + " values ('" + ID + "', '" + fact.id() + "', '" + ID + "', '" + fact.type()
                        + "', '', now(), now())");
    }

    private void told(String status) throws SQLException {
        chat.run("insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)"
                + " values ('" + ID + "', gen_random_uuid(), '" + ID + "', 'status',"
                + " '{\"entry\": [{\"changes\": [{\"value\": {\"statuses\": [{\"id\": \"m\", \"status\": \"" + status
                + "\"}]}}]}]}', now(), now())");
    }

    private void found(String what) {
        assertEquals(List.of("message m of conversation " + ID + " " + what), violations());
    }

    private List<String> violations() {
        return WebhookEffects.wrong(new Evidence(
                ServiceTables.books(() -> NOW),
                Map.of(Topics.ORDER_ORDER, orders, Topics.PAYMENT_PAYMENT, payments),
                null));
    }
}
