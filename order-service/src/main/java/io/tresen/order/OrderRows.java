package io.tresen.order;

import io.tresen.costs.Costs;
import io.tresen.costs.TaxPart;
import io.tresen.messaging.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** An order's rows as records, and back. */
final class OrderRows {

    private OrderRows() {}

    static Order order(Row row, List<OrderLine> lines, List<Shipment> shipments) {
        String attention = row.getString("attention_code");
        return new Order(
                facts(row),
                lines,
                shipments,
                state(row),
                PaymentStatus.valueOf(upper(row.getString("payment_status"))),
                row.getLong("refunded_minor"),
                attention == null ? null : new Attention(attention, Times.instant(row, "attention_at")),
                row.getLong("version"));
    }

    private static OrderFacts facts(Row row) {
        return new OrderFacts(
                row.getUUID("order_id"),
                row.getUUID("business_id"),
                row.getString("order_no"),
                row.getUUID("shopper_id"),
                row.getUUID("conversation_id"),
                row.getLong("checkout_number"),
                new Money(row.getLong("total_minor"), row.getString("currency")),
                new Costs(
                        row.getLong("subtotal_minor"),
                        row.getLong("shipping_minor"),
                        row.getLong("tax_minor"),
                        row.getLong("tax_included_minor"),
                        row.getLong("discount_minor"),
                        taxes(row.getJsonArray("taxes"))),
                row.getString("discount_code"),
                row.getLong("rules_version"),
                PaymentMethod.valueOf(upper(row.getString("payment_method"))),
                row.getInteger("pay_within_s"),
                Times.instant(row, "placed_at"));
    }

    private static List<TaxPart> taxes(JsonArray json) {
        return IntStream.range(0, json.size())
                .mapToObj(json::getJsonObject)
                .map(it -> new TaxPart(it.getInteger("rate_ppm"), it.getLong("net_minor"), it.getLong("tax_minor")))
                .toList();
    }

    static JsonArray taxes(List<TaxPart> taxes) {
        return new JsonArray(taxes.stream()
                .map(it -> new JsonObject()
                        .put("rate_ppm", it.ratePpm())
                        .put("net_minor", it.netMinor())
                        .put("tax_minor", it.taxMinor()))
                .toList());
    }

    static OrderStatus status(Row row) {
        return OrderStatus.valueOf(upper(row.getString("status")));
    }

    private static OrderState state(Row row) {
        return switch (status(row)) {
            case PLACED -> new Placed();
            case AWAITING_PAYMENT -> new AwaitingPayment(Times.instant(row, "pay_by"));
            case CONFIRMED -> new Confirmed();
            case REJECTED ->
                new Rejected(row.getString("rejection_code"), List.of(row.getArrayOfStrings("rejected_retailer_ids")));
            case CANCELLING ->
                new Cancelling(
                        Actor.valueOf(upper(row.getString("cancelled_by"))),
                        row.getBoolean("stock_released"),
                        row.getBoolean("payment_settled"));
            case CANCELLED -> new Cancelled();
            case EXPIRED -> new Expired();
            case PARTIALLY_SHIPPED -> new PartiallyShipped();
            case SHIPPED -> new Shipped();
            case DELIVERED -> new Delivered();
            case RETURNED -> new Returned();
        };
    }

    /** The changing columns from $4 on: see {@link Orders}. */
    static Object[] changing(Order order, long versionBefore) {
        OrderState state = order.state();
        AwaitingPayment awaiting = state instanceof AwaitingPayment it ? it : null;
        Cancelling cancelling = state instanceof Cancelling it ? it : null;
        Rejected rejected = state instanceof Rejected it ? it : null;
        Attention attention = order.attention();
        return new Object[] {
            order.businessId(),
            order.id(),
            versionBefore,
            order.status().word(),
            lower(order.paymentStatus()),
            awaiting == null ? null : Times.utc(awaiting.payBy()),
            cancelling == null ? null : lower(cancelling.by()),
            cancelling == null ? null : cancelling.stockReleased(),
            cancelling == null ? null : cancelling.paymentSettled(),
            rejected == null ? null : rejected.code(),
            rejected == null ? null : rejected.retailerIds().toArray(String[]::new),
            attention == null ? null : attention.code(),
            attention == null ? null : Times.utc(attention.at()),
            order.version(),
            order.refundedMinor()
        };
    }

    static OrderLine line(Row row) {
        return new OrderLine(
                row.getUUID("product_id"),
                row.getString("retailer_id"),
                row.getString("title"),
                ProductKind.valueOf(upper(row.getString("kind"))),
                row.getInteger("quantity"),
                row.getLong("unit_price_minor"),
                row.getLong("product_version"),
                row.getInteger("tax_rate_ppm"),
                row.getInteger("shipped"),
                row.getInteger("returned"),
                row.getInteger("delivered"));
    }

    static Shipment shipment(Row row) {
        JsonArray lines = row.getJsonArray("lines");
        return new Shipment(
                row.getUUID("shipment_id"),
                row.getString("carrier"),
                row.getString("tracking_number"),
                IntStream.range(0, lines.size())
                        .mapToObj(lines::getJsonObject)
                        .map(OrderRows::units)
                        .toList(),
                Times.instant(row, "shipped_at"),
                Times.instant(row, "delivered_at"));
    }

    private static Units units(JsonObject json) {
        return new Units(
                UUID.fromString(json.getString("product_id")),
                json.getString("retailer_id"),
                json.getInteger("quantity"),
                ProductKind.valueOf(upper(json.getString("kind"))));
    }

    static JsonArray units(List<Units> units) {
        JsonArray json = new JsonArray();
        units.forEach(it -> json.add(new JsonObject()
                .put("product_id", it.productId().toString())
                .put("retailer_id", it.retailerId())
                .put("quantity", it.quantity())
                .put("kind", lower(it.kind()))));
        return json;
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** Who buys, as it stands in the order's row. @param customer null for none */
    static JsonObject json(Customer customer) {
        return customer == null
                ? null
                : new JsonObject()
                        .put("name", customer.name())
                        .put("email", customer.email())
                        .put("phone", customer.phone());
    }

    static Customer customer(Row row) {
        JsonObject json = row.getJsonObject("customer");
        return json == null
                ? null
                : new Customer(json.getString("name"), json.getString("email"), json.getString("phone"));
    }
}
