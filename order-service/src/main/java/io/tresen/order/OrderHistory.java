package io.tresen.order;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What orders told, row by row and numbered: 1, 2, 3 … of each order. Its row is locked meanwhile, or nobody else sees it yet. */
final class OrderHistory {

    private static final String INTO =
            "insert into order_history (business_id, order_id, sequence, event, at, detail, by_kind, by_id) ";

    private static final String FIRST = INTO + "values ($1, $2, $8, $3, $4, $5, $6, $7)";

    private static final String NEXT = INTO
            + """
            select $1::uuid, $2::uuid, coalesce(max(sequence), 0) + 1, $3::text, $4::timestamptz, $5::jsonb, $6::text, $7::uuid
            from order_history where business_id = $1 and order_id = $2 returning sequence""";

    private OrderHistory() {}

    /** Begins that of an order whose row this transaction inserts: nothing has to be looked up for its numbers. */
    static void begin(Tx tx, Order order, List<OrderEvent> told, By by, Instant at) {
        int sequence = 0;
        for (OrderEvent event : told) {
            if (event instanceof OrderEvent.Told it) {
                sequence++;
                tx.send(
                        FIRST,
                        order.businessId(),
                        order.id(),
                        it.name(),
                        Times.utc(at),
                        new JsonObject(it.detail()),
                        by.word(),
                        by.id(),
                        sequence);
            }
        }
    }

    /** Goes on with that of a locked order. @return gives the last one's sequence; null when nothing was told */
    static Asked goOn(Tx tx, Order order, List<OrderEvent> told, By by, Instant at) {
        Asked last = null;
        for (OrderEvent event : told) {
            if (event instanceof OrderEvent.Told it) {
                last = tx.ask(
                        NEXT,
                        order.businessId(),
                        order.id(),
                        it.name(),
                        Times.utc(at),
                        new JsonObject(it.detail()),
                        by.word(),
                        by.id());
            }
        }
        return last;
    }
}
