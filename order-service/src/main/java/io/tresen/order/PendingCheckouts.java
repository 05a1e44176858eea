package io.tresen.order;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Checkouts that wait until this service has heard of what they name. The address stays sealed meanwhile. */
@ApplicationScoped
public class PendingCheckouts {

    private final jakarta.enterprise.event.Event<CommandWaits> waits;

    PendingCheckouts(jakarta.enterprise.event.Event<CommandWaits> waits) {
        this.waits = waits;
    }

    /**
     * One that waits.
     *
     * @param cause the event that brought it, as far as what follows needs it
     * @param giveUpAt wall clock
     */
    public record Pending(Checkout checkout, Event cause, Instant giveUpAt) {}

    /** Puts one in; nothing happens when it is there. @param giveUpAt wall clock */
    public void add(Tx tx, Checkout checkout, Event cause, Instant giveUpAt) {
        tx.update(
                """
                insert into pending_checkout (order_id, business_id, conversation_id, shopper_id, checkout_number, lines,
                  expected_total_minor, currency, discount_code, payment_method, sealed_address, event_id, correlation_id,
                  traceparent, give_up_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                on conflict (order_id) do nothing""",
                checkout.orderId(),
                checkout.businessId(),
                checkout.conversationId(),
                checkout.shopperId(),
                checkout.number(),
                lines(checkout.lines()),
                checkout.expectedTotal().amountMinor(),
                checkout.expectedTotal().currency(),
                checkout.discountCode(),
                checkout.paymentMethod() == null ? null : OrderRows.lower(checkout.paymentMethod()),
                checkout.sealedAddress(),
                cause.id(),
                cause.correlationId(),
                cause.traceparent(),
                Times.utc(giveUpAt));
        tx.afterCommit(() -> waits.fire(new CommandWaits()));
    }

    /** Some that wait, longest first. */
    public List<UUID> some(Tx tx, int limit) {
        return tx.list("select order_id from pending_checkout order by give_up_at limit $1", limit).stream()
                .map(row -> row.getUUID("order_id"))
                .toList();
    }

    /** One that waits, its row locked; empty when it is decided, or another replica has it in hand. */
    public Optional<Pending> lock(Tx tx, UUID orderId) {
        return tx.one("select * from pending_checkout where order_id = $1 for update skip locked", orderId)
                .map(PendingCheckouts::pending);
    }

    public void remove(Tx tx, UUID orderId) {
        tx.update("delete from pending_checkout where order_id = $1", orderId);
    }

    private static Pending pending(Row row) {
        String method = row.getString("payment_method");
        JsonArray lines = row.getJsonArray("lines");
        Checkout checkout = new Checkout(
                row.getUUID("order_id"),
                row.getUUID("business_id"),
                row.getUUID("conversation_id"),
                row.getUUID("shopper_id"),
                row.getLong("checkout_number"),
                IntStream.range(0, lines.size())
                        .mapToObj(lines::getJsonObject)
                        .map(PendingCheckouts::line)
                        .toList(),
                new Money(row.getLong("expected_total_minor"), row.getString("currency")),
                row.getString("discount_code"),
                method == null ? null : PaymentMethod.valueOf(OrderRows.upper(method)),
                row.getString("sealed_address"));
        Event cause = new Event(
                row.getUUID("event_id"),
                "CheckoutRequested",
                null,
                checkout.conversationId(),
                checkout.businessId(),
                0,
                0,
                row.getUUID("correlation_id"),
                row.getString("traceparent"),
                null,
                null);
        return new Pending(checkout, cause, Times.instant(row, "give_up_at"));
    }

    private static Checkout.Line line(JsonObject json) {
        return new Checkout.Line(
                UUID.fromString(json.getString("product_id")),
                json.getString("retailer_id"),
                json.getInteger("quantity"),
                json.getLong("expected_unit_price_minor"),
                json.getLong("product_version"));
    }

    private static JsonArray lines(List<Checkout.Line> lines) {
        JsonArray json = new JsonArray();
        lines.forEach(line -> json.add(new JsonObject()
                .put("product_id", line.productId().toString())
                .put("retailer_id", line.retailerId())
                .put("quantity", line.quantity())
                .put("expected_unit_price_minor", line.expectedUnitPriceMinor())
                .put("product_version", line.productVersion())));
        return json;
    }
}
