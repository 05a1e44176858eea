package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I7's fees and parts against a book of payment-service's own tables, in which something is wrong. */
class LedgerTest {

    private static final UUID SHOP = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");

    private final UUID order = UUID.randomUUID();

    @BeforeAll
    static void tables() throws IOException, SQLException {
        PaymentTables.create();
    }

    @BeforeEach
    void empty() throws SQLException {
        PaymentTables.run("truncate payment_order cascade");
    }

    @Test
    void parts_that_went_back_with_all_of_the_money_are_not_complained_about() throws SQLException {
        sold(0);
        refund(1, 400, "40, 20, 4, 0", "succeeded");
        refund(2, 600, "60, 30, 6, 0", "succeeded");
        refund(3, 600, "60, 30, 6, 0", "failed");
        assertEquals(List.of(), violations());
    }

    @Test
    void a_part_that_stayed_when_all_of_the_money_went_back_is_found() throws SQLException {
        sold(0);
        refund(1, 1000, "99, 50, 10, 0", "succeeded");
        found("parts of refunds");
    }

    @Test
    void more_of_a_part_than_there_is_is_found() throws SQLException {
        sold(0);
        refund(1, 400, "101, 20, 4, 0", "succeeded");
        found("parts of refunds");
    }

    @Test
    void parts_of_late_money_are_found() throws SQLException {
        sold(0);
        PaymentTables.run("update payment set late = true");
        refund(1, 400, "40, 20, 4, 0", "succeeded");
        found("parts of refunds");
    }

    @Test
    void a_fee_that_is_not_in_the_ledger_is_found() throws SQLException {
        sold(50);
        found("platform fees in EUR: the ledger has 0, not 50");
    }

    @Test
    void money_that_a_person_is_asked_to_look_at_is_left_out_on_both_sides() throws SQLException {
        sold(50);
        assertEquals(List.of(), violations(book(order, 1000), Set.of(order.toString())));
    }

    @Test
    void money_of_any_other_order_is_compared_as_ever() throws SQLException {
        assertEquals(
                List.of("provider clearing in EUR: the ledger has 0, not 1000"),
                violations(book(UUID.randomUUID(), 1000), Set.of(order.toString())));
    }

    private static JsonNode book(UUID order, long receivedMinor) {
        ObjectNode book = JsonNodeFactory.instance.objectNode();
        ObjectNode intent = book.putArray("data").addObject();
        intent.put("amount_received", receivedMinor).put("currency", "eur");
        intent.putObject("metadata").put("order_id", order.toString());
        return book;
    }

    private static void found(String what) {
        List<String> violations = violations();
        assertEquals(1, violations.size(), violations.toString());
        assertTrue(violations.get(0).startsWith(what), violations.get(0));
    }

    private static List<String> violations() {
        return violations(JsonNodeFactory.instance.objectNode(), Set.of());
    }

    private static List<String> violations(JsonNode sandbox, Set<String> apart) {
        return new Ledger(apart)
                .violations(new Evidence(
                        PaymentTables.books(),
                        Map.of(Topics.ORDER_ORDER, List.of(), Topics.PAYMENT_PAYMENT, List.of()),
                        sandbox));
    }

    /** 10.00 with 1.00 tax, 0.50 shipping and 0.10 discount. */
    private void sold(long feeMinor) throws SQLException {
        PaymentTables.run(
                "insert into payment_order (business_id, order_id, order_no, method, amount_minor, currency, tax_minor,"
                        + " shipping_minor, discount_minor) values ('" + SHOP + "', '" + order
                        + "', 'T1', 'card', 1000, 'EUR', 100, 50, 10)");
        PaymentTables.run(
                "insert into payment (business_id, payment_id, order_id, attempt, state, taken_minor, taken_currency,"
                        + " fee_minor) values ('" + SHOP + "', '" + order + "', '" + order
                        + "', 1, 'captured', 1000, 'EUR', "
                        + feeMinor + ")");
    }

    private void refund(int n, long amountMinor, String parts, String state) throws SQLException {
        PaymentTables.run(
                "insert into refund (business_id, refund_id, order_id, payment_id, n, amount_minor, currency, reason, state,"
                        + " tax_minor, shipping_minor, discount_minor, fee_minor) values ('" + SHOP + "', '"
                        + UUID.randomUUID()
                        + "', '" + order + "', '" + order + "', " + n + ", " + amountMinor + ", 'EUR', 'REQUESTED', '"
                        + state
                        + "', " + parts + ")");
    }
}
