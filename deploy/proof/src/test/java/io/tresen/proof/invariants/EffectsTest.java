package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against catalog-service's and chat-service's own tables, in which something is wrong. */
class EffectsTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final ServiceTables catalog = new ServiceTables("catalog");
    private final ServiceTables chat = new ServiceTables("chat");
    private final Fact confirmed = Facts.of(ID.toString(), "OrderConfirmed", Map.of());
    private final List<Fact> reservations =
            new ArrayList<>(List.of(Facts.of(ID.toString(), "StockReserved", Map.of())));

    /** A movement and a message, each by the order's confirmation. */
    @BeforeEach
    void anEffectOfEach() throws IOException, SQLException {
        catalog.create();
        chat.create();
        catalog.run(
                "insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change, order_id,"
                        + " event_id, moved_at) values ('" + ID + "', '" + ID + "', 'reserved', 0, 1, '" + ID + "', '"
                        + confirmed.id() + "', now())");
        told(1, confirmed.id());
        assertEquals(List.of(), violations());
    }

    @Test
    void a_movement_of_an_event_that_never_was_is_found() throws SQLException {
        catalog.run("update stock_movement set event_id = gen_random_uuid()");
        found("stock movement without event");
    }

    @Test
    void a_message_of_an_event_that_never_was_is_found() throws SQLException {
        chat.run("update message set event_id = gen_random_uuid()");
        found("message without event");
    }

    @Test
    void a_confirmation_that_was_told_twice_is_found() throws SQLException {
        told(2, reservations.get(0).id());
        found("told twice");
    }

    @Test
    void a_reservation_that_was_decided_twice_is_found() {
        reservations.add(Facts.of(ID.toString(), "StockRejected", Map.of()));
        found("order " + ID + " was decided 2 times");
    }

    private void told(int position, UUID event) throws SQLException {
        chat.run("insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                + " status, notice_kind, notice_order_no, body, event_id) values ('" + ID + "', '" + ID + "', "
                + position + ", 'm" + position
                + "', 'outbound', 'assistant', now(), 'sent', 'order_confirmation', 'T1',"
                + " '{}', '" + event + "')");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        Map<Topic, List<Fact>> facts = Map.of(
                Topics.ORDER_ORDER, List.of(confirmed),
                Topics.CATALOG_RESERVATION, reservations,
                Topics.PAYMENT_TRANSFER, List.of());
        return new Effects().violations(new Evidence(ServiceTables.books(), facts, null));
    }
}
