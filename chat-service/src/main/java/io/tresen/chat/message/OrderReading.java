package io.tresen.chat.message;

import java.util.Set;

/** {@code order_details} and {@code order_status} (page cloud-api/payments-api/payments-in): amounts are value ÷ offset. */
final class OrderReading {

    private static final Set<String> STATUSES =
            Set.of("pending", "processing", "partially_shipped", "shipped", "completed", "canceled");
    private static final long MOST = (1L << 53) - 1;

    private OrderReading() {}

    static Content details(Part interactive) {
        Content.Media header = InteractiveReading.header(interactive, Set.of("image", "document"));
        InteractiveReading.texts(interactive, Limits.INTERACTIVE_BODY);
        Part action = interactive.object("action");
        action.word("name", Set.of("review_and_pay"));
        Part parameters = action.object("parameters");
        String reference = reference(parameters, Limits.REFERENCE_ID);
        parameters.word("type", Set.of("digital-goods", "physical-goods"));
        String currency = parameters.text("currency", Limits.ORDER_TEXT);
        parameters.require(currency.matches("[A-Z]{3}"), "currency", "must be an ISO 4217 code");
        long offset = parameters.object("total_amount").integer("offset", 1, 1_000);
        long total = amount(parameters, "total_amount", offset);
        parameters.eachOf("payment_settings", Limits.ADDRESSES, OrderReading::setting);
        parameters.optional("order", it -> {
            order(it, total, offset);
            return it;
        });
        return new Content.OrderDetails(reference, header);
    }

    private static void setting(Part setting) {
        if (setting.text("type", Limits.ORDER_TEXT).equals("payment_link")) {
            setting.object("payment_link").link("uri");
        }
    }

    private static void order(Part order, long total, long offset) {
        order.word("status", STATUSES);
        long items = 0;
        for (Part item : order.list("items", 1, Limits.ORDER_ITEMS)) {
            item.text("retailer_id", Limits.PRODUCT_ID);
            item.text("name", Limits.ORDER_ITEM_NAME);
            long each = amount(item, "amount", offset);
            long price = item.has("sale_amount") ? amount(item, "sale_amount", offset) : each;
            items += price * item.integer("quantity", 1, 9_999);
            item.require(items <= MOST, "amount", "must not make a sum beyond 2^53");
        }
        long subtotal = amount(order, "subtotal", offset);
        order.require(subtotal == items, "subtotal", "must be the sum of the items");
        long sum = subtotal
                + extra(order, "tax", offset)
                + extra(order, "shipping", offset)
                - extra(order, "discount", offset);
        order.require(sum == total, "subtotal", "with tax and shipping, less discount, must be total_amount");
    }

    private static long extra(Part order, String field, long offset) {
        if (!order.has(field)) {
            return 0;
        }
        order.object(field).optionalText("description", Limits.ORDER_TEXT);
        return amount(order, field, offset);
    }

    /** All amounts of a message have one offset, else they could not be compared. */
    private static long amount(Part part, String field, long offset) {
        Part amount = part.object(field);
        amount.integer("offset", offset, offset);
        return amount.integer("value", 0, MOST / 10_000);
    }

    static Content status(Part interactive) {
        InteractiveReading.texts(interactive, Limits.INTERACTIVE_BODY);
        Part action = interactive.object("action");
        action.word("name", Set.of("review_order"));
        Part parameters = action.object("parameters");
        Part order = parameters.object("order");
        String status = order.word("status", STATUSES);
        order.optionalText("description", Limits.STATUS_TEXT);
        return new Content.OrderStatus(reference(parameters, Limits.ORDER_TEXT), status);
    }

    /** A status may refer to an order that somebody else worded: Meta's own example is longer than an order's bound. */
    private static String reference(Part parameters, Limits limit) {
        String reference = parameters.text("reference_id", limit);
        parameters.require(
                reference.matches("[A-Za-z0-9_.-]+"),
                "reference_id",
                "must be of letters, digits, underscores, dashes and dots");
        return reference;
    }
}
