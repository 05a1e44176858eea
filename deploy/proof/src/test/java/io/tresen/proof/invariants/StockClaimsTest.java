package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I4 against catalog-service's own tables, in which what left or came back is not what the order told. */
class StockClaimsTest {

    private static final String ORDER = "0190aaaa-0000-7000-8000-000000000001";
    private static final String MUG = "0190aaaa-0000-7000-8000-000000000002";
    private static final String COURSE = "0190aaaa-0000-7000-8000-000000000003";
    private static final String STICKER = "0190aaaa-0000-7000-8000-000000000004";

    private final ServiceTables catalog = new ServiceTables("catalog");
    private final List<Fact> orders = new ArrayList<>();
    private final List<Fact> availabilities = new ArrayList<>();

    /** Three mugs in two parcels, one of which comes back; a course that is counted; stickers that nobody counts. */
    @BeforeEach
    void anOrderInOrder() throws IOException, SQLException {
        catalog.create();
        reserved(1, MUG, "goods", 3, true, 3, 1);
        reserved(2, COURSE, "service", 1, true, 1, 0);
        reserved(3, STICKER, "goods", 5, false, 5, 5);
        Fact parcel = happened("OrderShipped", Facts.units(MUG, 2), Facts.units(STICKER, 5));
        moved("claimed", MUG, -2, -2, parcel);
        moved("claimed", MUG, -1, -1, happened("OrderShipped", Facts.units(MUG, 1)));
        happened("OrderDelivered", Facts.units(MUG, 3), Facts.units(STICKER, 5));
        moved("claimed", COURSE, -1, -1, happened("OrderDelivered", Facts.units(COURSE, 1)));
        moved("restocked", MUG, 1, 0, returned(true, Facts.units(MUG, 1), Facts.units(STICKER, 5)));
        returned(false, Facts.units(MUG, 2));
        availabilities.add(Facts.of(MUG, "AvailabilityChanged", Map.of("available", 7L)));
        assertEquals(List.of(), violations());
    }

    @Test
    void a_parcel_that_was_never_claimed_is_found() throws SQLException {
        catalog.run(
                "delete from stock_movement where event_id = '" + orders.get(0).id() + "'");
        found("order " + ORDER + " told OrderShipped of 2 of product " + MUG + " and moved nothing");
        catalog.run("update reservation set held = 2, claimed = 1, restocked = 0 where line = 1");
        assertEquals(3, violations().size(), violations().toString());
        assertTrue(violations()
                .contains(
                        "order " + ORDER + " told 3 of product " + MUG + " as shipped or rendered, and 1 are claimed"));
    }

    @Test
    void a_parcel_of_what_is_not_counted_and_was_never_claimed_is_found() throws SQLException {
        catalog.run("update reservation set held = 5, claimed = 0, restocked = 0 where line = 3");
        assertEquals(
                List.of(
                        "order " + ORDER + " told 5 of product " + STICKER
                                + " as shipped or rendered, and 0 are claimed",
                        "order " + ORDER + " told 5 of product " + STICKER
                                + " as back to sell again, and 0 are restocked"),
                violations());
    }

    @Test
    void a_service_that_was_rendered_and_never_claimed_is_found() throws SQLException {
        catalog.run("delete from stock_movement where product_id = '" + COURSE + "'");
        found("order " + ORDER + " told OrderDelivered of 1 of product " + COURSE + " and moved nothing");
    }

    @Test
    void what_was_claimed_as_another_number_is_found() throws SQLException {
        catalog.run("update stock_movement set reserved_change = -1 where event_id = '"
                + orders.get(0).id() + "'");
        found("order " + ORDER + " told OrderShipped of 2 of product " + MUG + " and moved claimed -2, -1");
    }

    @Test
    void what_was_claimed_by_an_arrival_or_though_nobody_counts_it_is_found() throws SQLException {
        moved("claimed", MUG, -3, -3, orders.get(2));
        found("stock was moved and nobody told of it");
        catalog.run("delete from stock_movement where on_hand_change = -3");
        moved("claimed", STICKER, -5, -5, orders.get(0));
        found("order " + ORDER + " told OrderShipped of 5 of product " + STICKER + " and moved claimed -5, -5");
    }

    @Test
    void a_return_that_was_never_restocked_is_found() throws SQLException {
        catalog.run("update reservation set restocked = 0 where line = 1");
        found("order " + ORDER + " told 1 of product " + MUG + " as back to sell again, and 0 are restocked");
        catalog.run("update reservation set restocked = 1 where line = 1");
        catalog.run("delete from stock_movement where kind = 'restocked'");
        found("order " + ORDER + " told OrderReturned of 1 of product " + MUG + " and moved nothing");
    }

    @Test
    void a_return_of_what_may_not_have_been_counted_then_need_not_move() throws SQLException {
        catalog.run("delete from stock_movement where kind = 'restocked'");
        Map<String, Object> notCounted = new HashMap<>();
        notCounted.put("available", null);
        availabilities.add(0, Facts.of(MUG, "AvailabilityChanged", notCounted));
        assertEquals(List.of(), violations());
        availabilities.remove(0);
        catalog.run("update stock set counted = false");
        assertEquals(List.of(), violations());
        moved("restocked", MUG, 2, 0, orders.get(4));
        found("order " + ORDER + " told OrderReturned of 1 of product " + MUG + " and moved restocked 2, 0");
    }

    @Test
    void what_is_restocked_of_units_that_can_not_be_sold_again_is_found() throws SQLException {
        moved("restocked", MUG, 2, 0, orders.get(5));
        found("stock was moved and nobody told of it");
    }

    private Fact happened(String type, GenericRecord... units) {
        Fact fact = Facts.of(ORDER, type, Map.of("lines", List.of(units)));
        orders.add(fact);
        return fact;
    }

    private Fact returned(boolean restock, GenericRecord... units) {
        Fact fact = Facts.of(ORDER, "OrderReturned", Map.of("restock", restock, "lines", List.of(units)));
        orders.add(fact);
        return fact;
    }

    private void reserved(
            int line, String product, String kind, int quantity, boolean counted, int claimed, int restocked)
            throws SQLException {
        catalog.run("insert into stock (business_id, product_id, on_hand, counted) values ('" + ORDER + "', '" + product
                + "', 7, " + counted + ")");
        catalog.run(
                "insert into reservation (business_id, order_id, line, product_id, retailer_id, kind, quantity, counted,"
                        + " held, claimed, restocked, event_id, reserved_at) values ('" + ORDER + "', '" + ORDER + "', "
                        + line
                        + ", '" + product + "', 'sku" + line + "', '" + kind + "', " + quantity + ", " + counted + ", "
                        + (quantity - claimed) + ", " + claimed + ", " + restocked + ", '" + UUID.randomUUID()
                        + "', now())");
    }

    private void moved(String kind, String product, int onHand, int reserved, Fact by) throws SQLException {
        catalog.run(
                "insert into stock_movement (business_id, product_id, kind, on_hand_change, reserved_change, order_id,"
                        + " event_id, moved_at) values ('" + ORDER + "', '" + product + "', '" + kind + "', " + onHand
                        + ", "
                        + reserved + ", '" + ORDER + "', '" + by.id() + "', now())");
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return StockClaims.wrong(new Evidence(
                ServiceTables.books(),
                Map.of(Topics.ORDER_ORDER, orders, Topics.CATALOG_AVAILABILITY, availabilities),
                null));
    }
}
