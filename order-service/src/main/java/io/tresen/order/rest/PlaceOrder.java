package io.tresen.order.rest;

import io.tresen.costs.Discount;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Fields;
import io.tresen.order.Address;
import io.tresen.order.Customer;
import io.tresen.order.OrderDraft;
import io.tresen.order.PaymentMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order as a business sends it (INTERFACE 7). */
public record PlaceOrder(
        UUID shopperId,
        Customer customer,
        @Schema(minItems = 1, maxItems = PlaceOrder.MOST_LINES) List<Line> lines,
        String paymentMethod,
        Address deliveryAddress,
        @Schema(minimum = "" + PlaceOrder.SHORTEST_WAIT_S, maximum = "" + PlaceOrder.LONGEST_WAIT_S) Integer payWithinS,
        @Schema(minLength = 1, maxLength = PlaceOrder.LONGEST_CODE) String discountCode,
        Money expectedTotal) {

    static final int MOST_LINES = 100;
    private static final int MOST_UNITS = 9_999;
    private static final int LONGEST_NAME = 200;
    static final int LONGEST_CODE = 100;
    static final int SHORTEST_WAIT_S = 10;
    static final int LONGEST_WAIT_S = 86_400;

    /** @param expectedUnitPrice what the buyer was shown; compared, never used */
    public record Line(
            String retailerId,
            @Schema(minimum = "1", maximum = "" + MOST_UNITS) Integer quantity,
            Money expectedUnitPrice) {}

    /**
     * What is wanted, once its fields are right. Whether it can be had is for OrderRules to say.
     *
     * @param currency the business's
     * @throws io.tresen.messaging.RejectedException 422 with every fault of the fields
     */
    OrderDraft draft(UUID businessId, String currency) {
        Fields fields = new Fields();
        List<OrderDraft.Line> wanted = lines(fields, businessId, currency);
        PaymentMethod method = fields.word("/payment_method", paymentMethod, PaymentMethod.class);
        fields.optionalInteger("/pay_within_s", payWithinS, SHORTEST_WAIT_S, LONGEST_WAIT_S);
        fields.optionalMoney("/expected_total", expectedTotal, currency);
        fields.optionalText("/discount_code", discountCode, 1, LONGEST_CODE);
        if (customer != null) {
            fields.text("/customer/name", customer.name(), 1, LONGEST_NAME);
            fields.optionalText("/customer/email", customer.email(), 1, LONGEST_NAME);
            fields.optionalText("/customer/phone", customer.phone(), 1, LONGEST_NAME);
        }
        fields.check();
        return new OrderDraft(
                businessId,
                shopperId,
                wanted,
                method,
                deliveryAddress,
                expectedTotal,
                payWithinS == null ? OrderDraft.PAY_WITHIN_S : payWithinS,
                discountCode == null ? null : Discount.normal(discountCode),
                false);
    }

    private List<OrderDraft.Line> lines(Fields fields, UUID businessId, String currency) {
        List<OrderDraft.Line> wanted = new ArrayList<>();
        if (fields.list("/lines", lines, 1, MOST_LINES) == null) {
            return wanted;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String at = "/lines/" + i;
            String retailerId = RetailerIds.read(fields, at + "/retailer_id", line.retailerId());
            Integer quantity = fields.integer(at + "/quantity", line.quantity(), 1, MOST_UNITS);
            fields.optionalMoney(at + "/expected_unit_price", line.expectedUnitPrice(), currency);
            if (retailerId != null && !seen.add(retailerId)) {
                fields.add(at + "/retailer_id", "must be in one line only");
            }
            if (retailerId != null && quantity != null) {
                UUID productId = Ids.v5(businessId, retailerId);
                wanted.add(new OrderDraft.Line(productId, retailerId, quantity, line.expectedUnitPrice()));
            }
        }
        return wanted;
    }
}
