package io.tresen.order;

import io.tresen.costs.Discount;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Discount codes and who has them. A use is taken in the transaction that places the order and given back in the one that
 * ends it, both under the lock of the code's row, so that a code with n uses is never on more than n orders.
 */
@ApplicationScoped
public class Discounts {

    private static final String ONE = "select * from discount where business_id = $1 and code = $2 and not removed";

    private final RuleEvents events;

    Discounts(RuleEvents events) {
        this.events = events;
    }

    /** @param code in its normal form */
    public Optional<DiscountCode> find(Tx tx, UUID businessId, String code) {
        return tx.one(ONE, businessId, code).map(Discounts::code);
    }

    /** As {@link #find}, its row locked: until the transaction ends nobody else takes a use of it. */
    public Optional<DiscountCode> lock(Tx tx, UUID businessId, String code) {
        return tx.one(ONE + " for update", businessId, code).map(Discounts::code);
    }

    /** By code, behind one of them. @param after null for the beginning */
    public List<DiscountCode> page(Tx tx, UUID businessId, String after, int limit) {
        return tx
                .list(
                        """
                        select * from discount where business_id = $1 and not removed and ($2::text is null or code > $2)
                        order by code limit $3""",
                        businessId,
                        after,
                        limit)
                .stream()
                .map(Discounts::code)
                .toList();
    }

    /** Puts a code with these terms and tells it. One that was removed comes back with the uses that it has. */
    public DiscountCode put(Tx tx, UUID businessId, Discount discount, String currency, Integer maxUses, Instant at) {
        DiscountCode put = tx.one(
                        """
                        insert into discount as d (business_id, code, amount_minor, currency, rate_ppm, valid_from, valid_to,
                          min_subtotal_minor, max_uses, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
                        on conflict (business_id, code) do update set amount_minor = excluded.amount_minor,
                          currency = excluded.currency, rate_ppm = excluded.rate_ppm, valid_from = excluded.valid_from,
                          valid_to = excluded.valid_to, min_subtotal_minor = excluded.min_subtotal_minor,
                          max_uses = excluded.max_uses, removed = false, version = d.version + 1
                        returning *""",
                        businessId,
                        discount.code(),
                        discount.amountMinor(),
                        currency,
                        discount.ratePpm(),
                        Times.utc(discount.from()),
                        Times.utc(discount.to()),
                        discount.minSubtotalMinor(),
                        maxUses)
                .map(Discounts::code)
                .orElseThrow();
        events.discountChanged(tx, businessId, put, at, null);
        return put;
    }

    /** Takes a code out of use; orders that have it keep it. @return false when there is none */
    public boolean remove(Tx tx, UUID businessId, String code) {
        Optional<Row> removed = tx.one(
                """
                update discount set removed = true, version = version + 1
                where business_id = $1 and code = $2 and not removed returning version""",
                businessId,
                code);
        removed.ifPresent(row -> events.discountRemoved(tx, businessId, code, row.getLong("version")));
        return removed.isPresent();
    }

    /**
     * Takes a use for a new order that has a code; the code is locked by then.
     *
     * @throws IllegalStateException when none is left, which was to be found out before
     */
    void take(Tx tx, OrderFacts order, Instant at, Event cause) {
        Row row = tx.one(
                        """
                        update discount set uses = uses + 1
                        where business_id = $1 and code = $2 and not removed and (max_uses is null or uses < max_uses)
                        returning *""",
                        order.businessId(),
                        order.discountCode())
                .orElseThrow(() -> new IllegalStateException("Order " + order.id() + " takes a use that is not there"));
        tx.update(
                """
                insert into discount_use (business_id, order_id, code, taken_at, max_uses)
                values ($1, $2, $3, $4, $5)""",
                order.businessId(),
                order.id(),
                order.discountCode(),
                Times.utc(at),
                row.getInteger("max_uses"));
        DiscountCode now = code(row);
        if (now.isUsedUp()) {
            tellUses(tx, order.businessId(), now, at, cause);
        }
    }

    /** Gives the use of a locked order back, once. */
    void giveBack(Tx tx, OrderFacts order, Instant at, Event cause) {
        int given = tx.update(
                """
                update discount_use set given_back_at = $3
                where business_id = $1 and order_id = $2 and given_back_at is null""",
                order.businessId(),
                order.id(),
                Times.utc(at));
        if (given == 0) {
            return;
        }
        Row row = tx.one(
                        "update discount set uses = uses - 1 where business_id = $1 and code = $2 returning *",
                        order.businessId(),
                        order.discountCode())
                .orElseThrow();
        DiscountCode now = code(row);
        boolean lastOne = now.maxUses() != null && now.uses() == now.maxUses() - 1;
        if (lastOne && !row.getBoolean("removed")) {
            tellUses(tx, order.businessId(), now, at, cause);
        }
    }

    /** Whether a use is left has changed: a version of its own, since a copy takes higher ones only. */
    private void tellUses(Tx tx, UUID businessId, DiscountCode code, Instant at, Event cause) {
        Row row = tx.one(
                        "update discount set version = version + 1 where business_id = $1 and code = $2 returning *",
                        businessId,
                        code.code())
                .orElseThrow();
        events.discountChanged(tx, businessId, code(row), at, cause);
    }

    private static DiscountCode code(Row row) {
        return new DiscountCode(
                new Discount(
                        row.getString("code"),
                        row.getLong("amount_minor"),
                        row.getInteger("rate_ppm"),
                        Times.instant(row, "valid_from"),
                        Times.instant(row, "valid_to"),
                        row.getLong("min_subtotal_minor")),
                row.getString("currency"),
                row.getInteger("max_uses"),
                row.getInteger("uses"),
                row.getLong("version"));
    }
}
