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

/** I4 against catalog-service's own tables, in which something is wrong. */
class StockEffectsTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final ServiceTables catalog = new ServiceTables("catalog");
    private final Fact placed = Facts.of(ID.toString(), "OrderPlaced", Map.of());
    private final Fact confirmed = Facts.of(ID.toString(), "OrderConfirmed", Map.of());
    private final Fact another = Facts.of(UUID.randomUUID().toString(), "OrderPlaced", Map.of());
    private final List<Fact> orders = new ArrayList<>(List.of(placed, another));
    private final List<Fact> decisions = new ArrayList<>(List.of(Facts.of(ID.toString(), "StockReserved", Map.of())));

    /** An order that has its stock. */
    @BeforeEach
    void aReservationInOrder() throws IOException, SQLException {
        catalog.create();
        catalog.run(
                "insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change, order_id,"
                        + " event_id, moved_at) values ('" + ID + "', '" + ID + "', 'reserved', 0, 1, '" + ID + "', '"
                        + placed.id() + "', now())");
        catalog.run(
                "insert into reservation (business_id, order_id, line, product_id, retailer_id, kind, quantity, counted,"
                        + " held, claimed, restocked, event_id, reserved_at) values ('" + ID + "', '" + ID + "', 1, '"
                        + ID + "', 'mug', 'goods', 1, true, 1, 0, 0, '" + placed.id() + "', now())");
        assertEquals(List.of(), violations());
    }

    @Test
    void a_movement_of_an_event_that_never_was_is_found() throws SQLException {
        catalog.run("update stock_movement set event_id = gen_random_uuid()");
        found("stock movement without event");
    }

    @Test
    void a_movement_by_another_order_s_event_is_found() throws SQLException {
        catalog.run("update stock_movement set event_id = '" + another.id() + "'");
        found("stock movement by OrderPlaced of order " + another.key());
    }

    @Test
    void a_movement_by_an_event_that_moves_nothing_so_is_found() throws SQLException {
        orders.add(confirmed);
        catalog.run("update stock_movement set event_id = '" + confirmed.id() + "'");
        found("stock movement by OrderConfirmed of order " + ID);
        catalog.run("update stock_movement set kind = 'released', event_id = '" + placed.id() + "'");
        found("stock movement by OrderPlaced of order " + ID);
    }

    @Test
    void a_reservation_of_another_event_is_found() throws SQLException {
        catalog.run("update reservation set event_id = gen_random_uuid()");
        found("reservation without event");
        catalog.run("update reservation set event_id = '" + another.id() + "'");
        found("reservation by OrderPlaced of order " + another.key());
    }

    @Test
    void a_reservation_that_was_decided_twice_is_found() {
        decisions.add(decisions.get(0));
        assertEquals(List.of(), violations());
        decisions.add(Facts.of(ID.toString(), "StockReserved", Map.of()));
        found("order " + ID + " was decided 2 times");
    }

    @Test
    void a_reservation_that_is_not_what_was_decided_is_found() throws SQLException {
        decisions.set(0, Facts.of(ID.toString(), "StockRejected", Map.of()));
        found("order " + ID + " was decided by StockRejected and has a reservation");
        decisions.clear();
        found("order " + ID + " has a reservation and nobody was told");
        decisions.add(Facts.of(ID.toString(), "StockReserved", Map.of()));
        catalog.run("delete from reservation");
        found("order " + ID + " was decided by StockReserved and has no reservation");
    }

    @Test
    void an_order_that_is_confirmed_and_was_not_given_its_stock_is_found() throws SQLException {
        orders.add(confirmed);
        assertEquals(List.of(), violations());
        catalog.run("delete from reservation");
        decisions.set(0, Facts.of(ID.toString(), "StockRejected", Map.of()));
        found("order " + ID + " is confirmed and was decided by [StockRejected]");
        decisions.clear();
        found("order " + ID + " is confirmed and was decided by []");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return StockEffects.wrong(new Evidence(
                ServiceTables.books(),
                Map.of(Topics.ORDER_ORDER, orders, Topics.CATALOG_RESERVATION, decisions),
                null));
    }
}
