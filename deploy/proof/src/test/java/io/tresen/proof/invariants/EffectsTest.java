package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** I4 asks all five services, by each of its parts; what they ask is in the tests of their own. */
class EffectsTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final Map<Topic, List<Fact>> facts = new HashMap<>();

    @Test
    void an_effect_without_its_event_is_found_with_each_service() throws IOException, SQLException {
        Map<String, ServiceTables> tables = new HashMap<>();
        for (String service : Topics.SERVICES) {
            tables.put(service, new ServiceTables(service).create());
        }
        Topics.all().forEach(topic -> facts.put(topic, List.of()));
        assertEquals(List.of(), violations());
        Fact shipped = Facts.of(
                ID.toString(),
                "OrderShipped",
                Map.of("lines", List.of(), "complete", true, "conversation_id", "nobody's"));
        facts.put(Topics.ORDER_ORDER, List.of(shipped));
        facts.put(
                Topics.PAYMENT_PAYMENT,
                List.of(Facts.of(
                        ID.toString(), "PaymentPending", Map.of("pay_token", "t", "conversation_id", ID.toString()))));
        tables.get("catalog")
                .run("insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change,"
                        + " order_id, event_id, moved_at) values ('" + ID + "', '" + ID + "', 'claimed', -1, -1, '" + ID
                        + "', '" + shipped.id() + "', now())");
        tables.get("chat")
                .run("insert into conversation (business_id, conversation_id, shopper_id, last_message_at, created_at)"
                        + " values ('" + ID + "', '" + ID + "', '" + ID + "', now(), now());"
                        + " insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at,"
                        + " since) values ('" + ID + "', '" + ID + "', '" + ID + "', 'status', '{}', now(), now())");
        tables.get("catalog")
                .run("insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change,"
                        + " order_id, event_id, moved_at) values ('" + ID + "', '" + ID + "', 'reserved', 0, 1, '" + ID
                        + "', '" + ID + "', now())");
        tables.get("chat")
                .run("insert into message (business_id, conversation_id, position, message_id, direction, author,"
                        + " sent_at, status, body, event_id) values ('" + ID + "', '" + ID
                        + "', 1, 'm', 'outbound', 'assistant', now(), 'sent', '{}', '" + ID + "')");
        tables.get("order").run(OrderEffectsTest.order(ID, "null"));
        tables.get("order")
                .run("insert into order_history (business_id, order_id, sequence, event, at, detail) values ('" + ID
                        + "', '" + ID + "', 1, 'OrderPlaced', now(), '{}')");
        tables.get("payment")
                .run("insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency)"
                        + " values ('" + ID + "', '" + ID + "', 'T1', 'card', 1000, 'EUR')");
        tables.get("notification")
                .run("insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)"
                        + " values ('" + ID + "', '" + ID + "', '" + ID + "', 'OrderPlaced', '', now(), now())");
        List<String> violations = violations();
        List<String> begins = List.of(
                "stock movement without event",
                "stock was moved and nobody told of it",
                "message without event",
                "conversation " + ID + " was told 0 times where to pay order",
                "order " + ID + " wrote down OrderPlaced and told null",
                "order " + ID + " is confirmed and told OrderShipped last",
                "order " + ID + " has payments 1 times and was told 0 times",
                "webhook without event",
                "message  of conversation " + ID + " is not there and an app was told");
        assertEquals(begins.size(), violations.size(), violations.toString());
        for (int i = 0; i < begins.size(); i++) {
            assertTrue(violations.get(i).startsWith(begins.get(i)), violations.get(i));
        }
    }

    private List<String> violations() {
        return new Effects().violations(new Evidence(ServiceTables.books(), facts, null));
    }
}
