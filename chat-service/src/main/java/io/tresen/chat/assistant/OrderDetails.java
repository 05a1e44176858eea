package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import java.util.List;

/** Meta's {@code order_details} message with a payment link (INTERFACE 5). Amounts are in units of 1/offset. */
final class OrderDetails {

    private OrderDetails() {}

    /** The parts add up to the total as Meta wants it; tax that the prices contain is named and not added. */
    static Reply message(String body, ToPay toPay, Phrases words) {
        ObjectNode message = Messages.interactive("order_details", body);
        ObjectNode action = ((ObjectNode) message.get("interactive")).putObject("action");
        ObjectNode parameters = action.put("name", "review_and_pay").putObject("parameters");
        parameters.put("reference_id", toPay.orderNo());
        parameters.put("type", digital(toPay) ? "digital-goods" : "physical-goods");
        parameters.put("currency", toPay.total().currency());
        amount(parameters.putObject("total_amount"), toPay.total().amountMinor(), toPay);
        ObjectNode setting = parameters.putArray("payment_settings").addObject().put("type", "payment_link");
        setting.putObject("payment_link").put("uri", toPay.uri());
        ObjectNode order = parameters.putObject("order").put("status", "pending");
        items(order.putArray("items"), toPay);
        Costs costs = toPay.costs();
        amount(order.putObject("subtotal"), costs.subtotalMinor(), toPay);
        if (costs.shippingMinor() > 0) {
            amount(order.putObject("shipping"), costs.shippingMinor(), toPay);
        }
        if (costs.discountMinor() > 0) {
            amount(order.putObject("discount"), costs.discountMinor(), toPay);
        }
        if (costs.taxMinor() > 0) {
            amount(order.putObject("tax"), costs.taxMinor(), toPay);
        } else if (costs.taxIncludedMinor() > 0) {
            Money contained = new Money(costs.taxIncludedMinor(), toPay.total().currency());
            ObjectNode tax = order.putObject("tax");
            amount(tax, 0, toPay);
            tax.put("description", words.text("pay.taxincluded", PriceFormat.format(contained, words.language())));
        }
        return Messages.reply(message, List.of());
    }

    private static boolean digital(ToPay toPay) {
        return !toPay.items().isEmpty() && toPay.items().stream().allMatch(ToPay.Item::service);
    }

    private static void items(ArrayNode items, ToPay toPay) {
        if (toPay.items().isEmpty()) {
            ObjectNode whole =
                    items.addObject().put("retailer_id", toPay.orderNo()).put("name", toPay.orderNo());
            amount(whole.putObject("amount"), toPay.costs().subtotalMinor(), toPay);
            whole.put("quantity", 1);
        }
        for (ToPay.Item item : toPay.items()) {
            ObjectNode node =
                    items.addObject().put("retailer_id", item.retailerId()).put("name", item.name());
            amount(node.putObject("amount"), item.unitPriceMinor(), toPay);
            node.put("quantity", item.quantity());
        }
    }

    private static void amount(ObjectNode node, long minor, ToPay toPay) {
        int offset = (int) Math.pow(10, PriceFormat.digits(toPay.total().currency()));
        node.put("value", minor).put("offset", offset);
    }
}
