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

/** I4 against order-service's own tables, in which something is wrong. */
class OrderEffectsTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final ServiceTables order = new ServiceTables("order");
    private final List<Fact> told = new ArrayList<>();
    private final List<Fact> asked = new ArrayList<>();

    /** An order of a chat that is confirmed, beside a checkout that was declined and a refusal about nobody's order. */
    @BeforeEach
    void anOrderInOrder() throws IOException, SQLException {
        order.create();
        order.run(order(ID, "7"));
        wrote(1, "OrderPlaced");
        wrote(2, "OrderConfirmed");
        tell("OrderPlaced");
        tell("OrderConfirmed");
        told.add(Facts.of(UUID.randomUUID().toString(), "CheckoutDeclined", Map.of()));
        told.add(Facts.of(UUID.randomUUID().toString(), "CancellationRefused", Map.of()));
        ask(ID.toString());
        assertEquals(List.of(), violations());
    }

    /** SQL of a confirmed one. @param checkout number of its checkout, or null, as SQL */
    static String order(UUID id, String checkout) {
        return "insert into orders (business_id, order_id, order_no, conversation_id, checkout_number, currency,"
                + " total_minor, subtotal_minor, shipping_minor, tax_minor, tax_included_minor, discount_minor,"
                + " payment_method, pay_within_s, placed_at, status, status_since, payment_status, version, taxes)"
                + " values ('" + id + "', '" + id + "', 'T1', '" + id + "', " + checkout + ", 'EUR', 1000, 1000, 0, 0,"
                + " 0, 0, 'cod', 1800, now(), 'confirmed', now(), 'none', 1, '[]')";
    }

    @Test
    void what_an_order_wrote_down_and_did_not_tell_is_found() throws SQLException {
        wrote(3, "OrderShipped");
        found("order " + ID + " wrote down OrderPlaced, OrderConfirmed, OrderShipped and told OrderPlaced,");
    }

    @Test
    void what_an_order_told_and_did_not_write_down_is_found() {
        tell("OrderConfirmed");
        found("order " + ID + " wrote down OrderPlaced, OrderConfirmed and told OrderPlaced, OrderConfirmed, Order");
        told.add(told.remove(1)); // a relay may send twice, with one id
        told.add(told.get(0));
        found("order " + ID + " wrote down OrderPlaced, OrderConfirmed and told OrderPlaced, OrderConfirmed, Order");
    }

    @Test
    void an_order_of_which_nothing_is_written_is_found() throws SQLException {
        order.run("delete from order_history");
        found("order " + ID + " wrote down nothing and told OrderPlaced, OrderConfirmed");
    }

    @Test
    void an_order_that_does_not_stand_where_its_last_event_left_it_is_found() throws SQLException {
        happened(3, "OrderShipped", false);
        found("order " + ID + " is confirmed and told OrderShipped last, by which it is partially_shipped");
        is("partially_shipped");
        happened(4, "OrderShipped", true);
        found("order " + ID + " is partially_shipped and told OrderShipped last, by which it is shipped");
        is("shipped");
        happened(5, "OrderDelivered", false);
        happened(6, "OrderReturned", false);
        assertEquals(List.of(), violations());
        happened(7, "OrderDelivered", true);
        found("order " + ID + " is shipped and told OrderDelivered last, by which it is delivered");
        is("delivered");
        happened(8, "OrderReturned", true);
        found("order " + ID + " is delivered and told OrderReturned last, by which it is returned");
        is("returned");
        assertEquals(List.of(), violations());
    }

    @Test
    void an_order_that_is_told_as_cancelled_and_stays_confirmed_is_found() throws SQLException {
        wrote(3, "OrderCancellationStarted");
        tell("OrderCancellationStarted");
        found("order " + ID + " is confirmed and told OrderCancellationStarted last, by which it is cancelling");
        wrote(4, "OrderCancelled");
        tell("OrderCancelled");
        wrote(5, "CancellationRefused");
        tell("CancellationRefused");
        found("order " + ID + " is confirmed and told OrderCancelled last, by which it is cancelled");
        is("cancelled");
        assertEquals(List.of(), violations());
    }

    @Test
    void an_order_without_its_checkout_or_with_two_is_found() {
        ask(ID.toString());
        found("order " + ID + " of conversation " + ID + " follows from checkouts that were told by [" + ID + ", ");
        asked.clear();
        found("order " + ID + " of conversation " + ID + " follows from checkouts that were told by []");
        ask(UUID.randomUUID().toString());
        found("order " + ID + " of conversation " + ID + " follows from checkouts that were told by [");
    }

    @Test
    void a_checkout_that_is_placed_and_declined_is_found() throws SQLException {
        tell("CheckoutDeclined");
        wrote(3, "CheckoutDeclined");
        found("the checkout of order " + ID + " was told as placed or declined 2 times");
    }

    private void wrote(int sequence, String event) throws SQLException {
        order.run("insert into order_history (business_id, order_id, sequence, event, at, detail) values ('" + ID
                + "', '" + ID + "', " + sequence + ", '" + event + "', now(), '{}')");
    }

    private void tell(String type) {
        told.add(Facts.of(ID.toString(), type, Map.of()));
    }

    private void happened(int sequence, String type, boolean complete) throws SQLException {
        wrote(sequence, type);
        told.add(Facts.of(ID.toString(), type, Map.of("complete", complete)));
    }

    private void is(String status) throws SQLException {
        order.run("update orders set status = '" + status + "'");
    }

    private void ask(String conversation) {
        asked.add(Facts.of(conversation, "CheckoutRequested", Map.of("order_id", ID.toString())));
    }

    private void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private List<String> violations() {
        return OrderEffects.wrong(new Evidence(
                ServiceTables.books(), Map.of(Topics.ORDER_ORDER, told, Topics.CHAT_CONVERSATION, asked), null));
    }
}
