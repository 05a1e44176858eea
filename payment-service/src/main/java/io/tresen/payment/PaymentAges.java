package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/** How many payments, refunds and transfers wait for their end, and for how long; over all tenants, for the operator. */
@ApplicationScoped
public class PaymentAges {

    /**
     * Wall clock.
     *
     * @param unknown payments and top-ups of which nobody knows how they ended
     * @param refunds that the provider has or is about to be asked for
     * @param behindUnknown refunds that wait until it is known how their payment ended
     * @param oldestDueS how long the oldest due refund has waited for a hand
     */
    public record Money(
            long unknown,
            double oldestUnknownS,
            long refunds,
            double oldestRefundS,
            long behindUnknown,
            double oldestDueS) {}

    /** @param overdue transfers whose time is over by business time and that nobody has ended */
    public record Transfers(long overdue, double oldestOverdueS, long asksWaiting) {}

    public Money money(Tx tx) {
        Row row = tx.one(
                        """
                        select
                          (select count(*) from payment where state = 'unknown')
                            + (select count(*) from top_up where state = 'unknown') as unknown,
                          coalesce(extract(epoch from now() - least(
                            (select min(unknown_since) from payment where state = 'unknown'),
                            (select min(unknown_since) from top_up where state = 'unknown'))), 0)::float8 as unknown_s,
                          (select count(*) from refund where due_at is not null) as refunds,
                          coalesce((select extract(epoch from now() - min(requested_at)) from refund
                            where due_at is not null), 0)::float8 as refund_s,
                          (select count(*) from payment p join refund r using (business_id, payment_id)
                            where p.state = 'unknown' and r.state = 'waiting') as behind_unknown,
                          coalesce((select extract(epoch from now() - min(due_at)) from refund
                            where due_at <= now()), 0)::float8 as due_s""")
                .orElseThrow();
        return new Money(
                row.getLong("unknown"),
                row.getDouble("unknown_s"),
                row.getLong("refunds"),
                row.getDouble("refund_s"),
                row.getLong("behind_unknown"),
                row.getDouble("due_s"));
    }

    /** Payments and top-ups that wait for a person, by the code of {@link Attention}; a code that none waits under is absent. */
    public Map<String, Long> attention(Tx tx) {
        return tx
                .list(
                        """
                        select code, count(*) as waiting from (
                          select attention_code as code from payment where attention_code is not null
                          union all select attention_code from top_up where attention_code is not null) w
                        group by code""")
                .stream()
                .collect(Collectors.toMap(row -> row.getString("code"), row -> row.getLong("waiting")));
    }

    /** @param now business time */
    public Transfers transfers(Tx tx, Instant now) {
        Row row = tx.one(
                        """
                        select count(*) as overdue,
                          coalesce(extract(epoch from $1 - min(expires_at)), 0)::float8 as overdue_s,
                          (select count(*) from transfer_ask) as asks
                        from wallet_transfer where status in ('requested', 'pending') and expires_at < $1""",
                        now.atOffset(ZoneOffset.UTC))
                .orElseThrow();
        return new Transfers(row.getLong("overdue"), row.getDouble("overdue_s"), row.getLong("asks"));
    }
}
