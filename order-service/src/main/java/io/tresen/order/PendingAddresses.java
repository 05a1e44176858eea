package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.order.OrderEvents.Asker;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Corrected addresses that wait, sealed, for their key. Those of one order wait in line, or an older one would win. */
@ApplicationScoped
public class PendingAddresses {

    private final jakarta.enterprise.event.Event<CommandWaits> waits;

    PendingAddresses(jakarta.enterprise.event.Event<CommandWaits> waits) {
        this.waits = waits;
    }

    /**
     * One that waits.
     *
     * @param cause the event that brought it, as far as what follows needs it
     * @param giveUpAt wall clock
     */
    public record Pending(Asker asker, String sealed, Event cause, Instant giveUpAt) {}

    /** True when the order has one that waits: the next one joins behind it. */
    public boolean has(Tx tx, UUID businessId, UUID orderId) {
        return tx.one(
                        "select 1 from pending_address where business_id = $1 and order_id = $2 limit 1",
                        businessId,
                        orderId)
                .isPresent();
    }

    /** Puts one at the end of its order's line. @param giveUpAt wall clock */
    public void add(Tx tx, Asker asker, String sealed, Event cause, Instant giveUpAt) {
        tx.update(
                """
                insert into pending_address (business_id, order_id, shopper_id, conversation_id, request_id, sealed_address,
                  event_id, correlation_id, traceparent, give_up_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                asker.businessId(),
                asker.orderId(),
                asker.shopperId(),
                asker.conversationId(),
                asker.requestId(),
                sealed,
                cause.id(),
                cause.correlationId(),
                cause.traceparent(),
                Times.utc(giveUpAt));
        tx.afterCommit(() -> waits.fire(new CommandWaits()));
    }

    /** Positions of the first in line of some orders, of all tenants, longest waiting first. */
    public List<Long> heads(Tx tx, int limit) {
        return tx
                .list(
                        """
                        select min(position) as position from pending_address group by business_id, order_id
                        order by position limit $1""",
                        limit)
                .stream()
                .map(row -> row.getLong("position"))
                .toList();
    }

    /** One that waits, its row locked; empty when it is decided, or another replica has it in hand. */
    public Optional<Pending> lock(Tx tx, long position) {
        return tx.one("select * from pending_address where position = $1 for update skip locked", position)
                .map(PendingAddresses::pending);
    }

    public void remove(Tx tx, long position) {
        tx.update("delete from pending_address where position = $1", position);
    }

    private static Pending pending(Row row) {
        Asker asker = new Asker(
                row.getUUID("business_id"),
                row.getUUID("shopper_id"),
                row.getUUID("conversation_id"),
                row.getUUID("order_id"),
                row.getUUID("request_id"));
        Event cause = new Event(
                row.getUUID("event_id"),
                "DeliveryAddressSubmitted",
                null,
                asker.conversationId(),
                asker.businessId(),
                0,
                0,
                row.getUUID("correlation_id"),
                row.getString("traceparent"),
                null,
                null);
        return new Pending(asker, row.getString("sealed_address"), cause, Times.instant(row, "give_up_at"));
    }
}
