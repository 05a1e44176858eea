package io.tresen.order.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Fields;
import io.tresen.order.WantedUnits;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What bodies may hold, by INTERFACE 1 and 7. */
class OrderBodiesTest {

    private static final String BLANK = " ";
    private static final UUID SHOP = new UUID(0, 1);

    @Test
    void a_product_with_a_blank_id_can_be_ordered_and_shipped() {
        assertEquals(BLANK, order(BLANK).draft(SHOP, "EUR").lines().get(0).retailerId());
        List<WantedUnits> units = LinesBody.read(new Fields(), List.of(new LinesBody.Line(BLANK, 1)));
        assertEquals(List.of(new WantedUnits(BLANK, 1)), units);
    }

    @Test
    void what_no_product_can_be_called_is_a_fault_of_the_field_and_waits_for_no_copy() {
        for (String id : List.of("", ".", "..", "a\nb", "x".repeat(101))) {
            RejectedException refused =
                    assertThrows(RejectedException.class, () -> order(id).draft(SHOP, "EUR"), id);
            assertEquals("invalid-fields", refused.rejection().code());
            assertEquals(
                    List.of("/lines/0/retailer_id"),
                    refused.rejection().errors().stream()
                            .map(FieldError::pointer)
                            .toList());
        }
        order("x".repeat(100)).draft(SHOP, "EUR");
    }

    @Test
    void a_tax_rule_names_any_class_that_a_product_may_have() {
        String longest = "x".repeat(200);
        RulesBody body = new RulesBody(List.of(), List.of(new RulesBody.TaxRate(longest, List.of(), 70_000)), true);
        assertEquals(70_000, body.rules("EUR").ratePpm(longest, "DE"));
    }

    private static PlaceOrder order(String retailerId) {
        return new PlaceOrder(
                null, null, List.of(new PlaceOrder.Line(retailerId, 1, null)), "card", null, null, null, null);
    }
}
