package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Meta's {@code order_details} message with a payment link (INTERFACE 5). Amounts are in units of 1/offset. */
final class OrderDetails {

    private OrderDetails() {}

    static Reply message(String body, ToPay toPay) {
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
        amount(order.putObject("subtotal"), toPay.total().amountMinor(), toPay);
        return Messages.reply(message, List.of());
    }

    private static boolean digital(ToPay toPay) {
        return !toPay.items().isEmpty() && toPay.items().stream().allMatch(ToPay.Item::service);
    }

    private static void items(ArrayNode items, ToPay toPay) {
        if (toPay.items().isEmpty()) {
            ObjectNode whole =
                    items.addObject().put("retailer_id", toPay.orderNo()).put("name", toPay.orderNo());
            amount(whole.putObject("amount"), toPay.total().amountMinor(), toPay);
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
