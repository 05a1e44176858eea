package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.messaging.Money;
import java.util.List;

/**
 * Meta's {@code order_details} message with a payment link (INTERFACE 5). Amounts are in units of 1/offset, offset =
 * 10^digits. Meta adds tax to the subtotal, so tax that the prices contain has the value 0 and is named in its description.
 */
final class OrderDetails {

    private OrderDetails() {}

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
        order(parameters.putObject("order").put("status", "pending"), toPay, words);
        return Messages.reply(message, List.of());
    }

    private static boolean digital(ToPay toPay) {
        return !toPay.items().isEmpty() && toPay.items().stream().allMatch(ToPay.Item::service);
    }

    private static void order(ObjectNode order, ToPay toPay, Phrases words) {
        long total = toPay.total().amountMinor();
        ToPay.Parts parts = toPay.parts() != null && toPay.parts().makeUp(total)
                ? toPay.parts()
                : new ToPay.Parts(total, 0, 0, 0, 0, null);
        items(order.putArray("items"), toPay, parts.subtotal());
        amount(order.putObject("subtotal"), parts.subtotal(), toPay);
        if (parts.tax() > 0 || parts.includedTax() > 0) {
            amount(order.putObject("tax"), parts.tax(), toPay);
        }
        if (parts.tax() == 0 && parts.includedTax() > 0) {
            ((ObjectNode) order.get("tax")).put("description", included(parts, toPay, words));
        }
        if (parts.shipping() > 0) {
            amount(order.putObject("shipping"), parts.shipping(), toPay);
        }
        if (parts.discount() > 0) {
            amount(order.putObject("discount"), parts.discount(), toPay);
        }
    }

    private static String included(ToPay.Parts parts, ToPay toPay, Phrases words) {
        String tax =
                PriceFormat.format(new Money(parts.includedTax(), toPay.total().currency()), words.language());
        if (parts.includedPercent() == null) {
            return words.text("tax.included", tax);
        }
        String percent = parts.includedPercent().stripTrailingZeros().toPlainString();
        return words.text(
                "tax.included.percent", words.language() == Language.DE ? percent.replace('.', ',') : percent, tax);
    }

    /** The lines where they add up to the subtotal, else the order as one. */
    private static void items(ArrayNode items, ToPay toPay, long subtotal) {
        long sum = toPay.items().stream()
                .mapToLong(it -> it.unitPriceMinor() * it.quantity())
                .sum();
        if (toPay.items().isEmpty() || sum != subtotal) {
            ObjectNode whole =
                    items.addObject().put("retailer_id", toPay.orderNo()).put("name", toPay.orderNo());
            amount(whole.putObject("amount"), subtotal, toPay);
            whole.put("quantity", 1);
            return;
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
