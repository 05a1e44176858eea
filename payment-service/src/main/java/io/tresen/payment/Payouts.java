package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Payout statements, read from the ledger: what captures, refunds and fees made of a shop's balance. A transfer is in the
 * period in which its fact happened, by business time.
 */
@ApplicationScoped
public class Payouts {

    /** Comes after no transfer's id. */
    private static final UUID FIRST = new UUID(0, 0);

    /** Each transfer that touched the shop's balance or the fees on it; {@code %s} narrows it. */
    private static final String LINES =
            """
            select t.transfer_id, t.kind, t.occurred_at, t.order_id, t.payment_id, t.refund_id, e.currency,
              sum(case a.kind when 'business_balance' then e.credit_minor - e.debit_minor else 0 end)::bigint as net,
              sum(case a.kind when 'platform_fees' then e.credit_minor - e.debit_minor else 0 end)::bigint as fee
            from ledger_transfer t
            join ledger_entry e on e.business_id = t.business_id and e.transfer_id = t.transfer_id
            join ledger_account a on a.account_id = e.account_id and a.kind in ('business_balance', 'platform_fees')
            where t.business_id = $1 and %s
            group by t.transfer_id, t.kind, t.occurred_at, t.order_id, t.payment_id, t.refund_id, e.currency""";

    /** The sums of a period, one per currency in which anything ever happened before its end. */
    public List<PayoutSum> sums(Tx tx, UUID businessId, Instant from, Instant to) {
        return tx
                .list(
                        """
                        with lines as (%s), words as (
                          select *, occurred_at >= $2 as inside, kind in ('capture', 'cash_collection') as sale,
                            kind in ('refund', 'refund_reversal') as back from lines)
                        select currency,
                          coalesce(sum(net) filter (where not inside), 0)::bigint as opening,
                          coalesce(sum(net + fee) filter (where inside and sale), 0)::bigint as captured,
                          coalesce(-sum(net + fee) filter (where inside and back), 0)::bigint as refunded,
                          coalesce(sum(fee) filter (where inside and sale), 0)::bigint as fees,
                          coalesce(-sum(fee) filter (where inside and back), 0)::bigint as fees_reversed,
                          coalesce(sum(net) filter (where inside and not sale and not back), 0)::bigint as other
                        from words group by currency order by currency"""
                                .formatted(LINES.formatted("t.occurred_at < $3")),
                        businessId,
                        PaymentRows.time(from),
                        PaymentRows.time(to))
                .stream()
                .map(row -> new PayoutSum(
                        row.getString("currency"),
                        row.getLong("opening"),
                        row.getLong("captured"),
                        row.getLong("refunded"),
                        row.getLong("fees"),
                        row.getLong("fees_reversed"),
                        row.getLong("other")))
                .toList();
    }

    /**
     * Lines of a period, the oldest first.
     *
     * @param after time of the line behind which the list goes on; null at its beginning
     * @param afterId its transfer
     */
    public List<PayoutLine> lines(
            Tx tx, UUID businessId, Instant from, Instant to, Instant after, UUID afterId, int limit) {
        return tx
                .list(
                        """
                        select l.*, o.order_no from (%s) l
                        left join payment_order o on o.business_id = $1 and o.order_id = l.order_id
                        order by l.occurred_at, l.transfer_id, l.currency limit $6"""
                                .formatted(
                                        LINES.formatted(
                                                """
                                                t.occurred_at >= $2 and t.occurred_at < $3
                                                and (t.occurred_at, t.transfer_id) > ($4, $5)""")),
                        businessId,
                        PaymentRows.time(from),
                        PaymentRows.time(to),
                        PaymentRows.time(after == null ? from : after),
                        afterId == null ? FIRST : afterId,
                        limit)
                .stream()
                .map(Payouts::line)
                .toList();
    }

    private static PayoutLine line(Row row) {
        return new PayoutLine(
                row.getUUID("transfer_id"),
                row.getString("kind"),
                PaymentRows.instant(row, "occurred_at"),
                row.getString("order_no"),
                row.getUUID("order_id"),
                row.getUUID("payment_id"),
                row.getUUID("refund_id"),
                row.getString("currency"),
                row.getLong("net") + row.getLong("fee"),
                row.getLong("fee"));
    }
}
