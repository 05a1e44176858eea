package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I3 against order-service's own tables, in which something is wrong. */
class EndingsTest {

    private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

    private final ServiceTables order = new ServiceTables("order");
    private final Fact asked = Facts.of("conversation", "CheckoutRequested", Map.of("order_id", ID));
    private final Fact placed = Facts.of(ID, "OrderPlaced", Map.of());

    @BeforeEach
    void anOrderInTheShopsHands() throws IOException, SQLException {
        order.create()
                .run("insert into orders (business_id, order_id, order_no, currency, total_minor, subtotal_minor,"
                        + " shipping_minor, tax_minor, tax_included_minor, discount_minor, payment_method,"
                        + " pay_within_s, placed_at, status, status_since, payment_status, version, taxes)"
                        + " values ('" + ID + "', '" + ID + "', 'T1', 'EUR', 1000, 1000, 0, 0, 0, 0, 'cod', 1800,"
                        + " now(), 'confirmed', now(), 'none', 1, '[]')");
        assertEquals(List.of(), violations(placed));
    }

    @Test
    void an_order_without_an_end_is_found_unless_a_person_was_told() throws SQLException {
        order.run("update orders set status = 'placed'");
        found("no end", placed);
        order.run("update orders set attention_code = 'stuck', attention_at = now()");
        assertEquals(List.of(), violations(placed));
    }

    @Test
    void an_order_that_was_told_and_is_not_there_is_found() throws SQLException {
        order.run("delete from orders");
        found("lost: order " + ID, placed);
    }

    @Test
    void a_checkout_that_nobody_answered_is_found() {
        found("unanswered: the checkout of order " + ID);
    }

    @Test
    void a_checkout_that_was_declined_is_answered() {
        assertEquals(List.of(), violations(Facts.of(ID, "CheckoutDeclined", Map.of())));
    }

    private void found(String what, Fact... ofOrders) {
        List<String> violations = violations(ofOrders);
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations(Fact... ofOrders) {
        return new Endings()
                .violations(new Evidence(
                        ServiceTables.books(),
                        Map.of(Topics.ORDER_ORDER, List.of(ofOrders), Topics.CHAT_CONVERSATION, List.of(asked)),
                        null));
    }
}
