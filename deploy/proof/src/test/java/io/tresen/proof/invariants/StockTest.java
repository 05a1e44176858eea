package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I1 against catalog-service's and order-service's own tables, in which something is wrong. */
class StockTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final ServiceTables catalog = new ServiceTables("catalog");
    private final ServiceTables order = new ServiceTables("order");

    /** Ten came in, two of them are held for an order. */
    @BeforeEach
    void aBookInOrder() throws IOException, SQLException {
        catalog.create();
        order.create();
        catalog.run("insert into stock (business_id, product_id, on_hand, reserved, counted) values ('" + ID + "', '"
                + ID + "', 10, 2, true)");
        moved("counted", 10, 0);
        moved("reserved", 0, 2);
        catalog.run(
                "insert into reservation (business_id, order_id, line, product_id, retailer_id, kind, quantity, counted,"
                        + " held, claimed, restocked, event_id, reserved_at) values ('" + ID + "', '" + ID + "', 1, '"
                        + ID + "', 'mug', 'goods', 2, true, 2, 0, 0, '" + ID + "', now())");
        order.run(
                "insert into orders (business_id, order_id, order_no, currency, total_minor, subtotal_minor, shipping_minor,"
                        + " tax_minor, tax_included_minor, discount_minor, payment_method, pay_within_s, placed_at, status,"
                        + " status_since, payment_status, version, taxes) values ('" + ID + "', '" + ID
                        + "', 'T1', 'EUR',"
                        + " 1000, 1000, 0, 0, 0, 0, 'cod', 1800, now(), 'confirmed', now(), 'none', 1, '[]')");
        assertEquals(List.of(), violations());
    }

    @Test
    void stock_that_no_movement_tells_of_is_found() throws SQLException {
        catalog.run("update stock set on_hand = 11");
        found("{product_id=");
    }

    @Test
    void a_movement_that_the_stock_does_not_have_is_found() throws SQLException {
        moved("adjusted", 1, 0);
        found("{product_id=");
    }

    @Test
    void a_reservation_that_holds_nothing_is_found() throws SQLException {
        catalog.run("update reservation set held = 0");
        found("{product_id=");
    }

    @Test
    void what_an_order_that_is_over_still_holds_is_found() throws SQLException {
        order.run("update orders set status = 'expired'");
        found("held for an order that is over");
    }

    private void moved(String kind, long onHand, long reserved) throws SQLException {
        catalog.run("insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change,"
                + " moved_at) values ('" + ID + "', '" + ID + "', '" + kind + "', " + onHand + ", " + reserved
                + ", now())");
    }

    private static void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private static List<String> violations() {
        return new Stock().violations(new Evidence(ServiceTables.books(), Map.of(), null));
    }
}
