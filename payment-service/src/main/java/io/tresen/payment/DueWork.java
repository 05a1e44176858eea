package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What the janitor has to look at. Taking a row moves its {@code due_at} by the lease, so that several replicas do not look
 * at the same time, and one that died is followed by another. Wall clock throughout.
 */
@ApplicationScoped
public class DueWork {

    /**
     * @param id of the payment or refund; null where the order itself is due
     * @param tries how often it was looked at in this state
     * @param age since it was claimed, or since the provider may first have been asked for it
     * @param silence since the provider last said something useful; while it never did, the age
     */
    public record Due(OrderKey key, UUID id, int tries, Duration age, Duration silence) {}

    /** Of which kinds anything is due. */
    public record Kinds(boolean payments, boolean refunds, boolean orders, boolean topUps) {}

    private static final String AGES =
            """
            extract(epoch from now() - %s)::float8 as age_s,
            extract(epoch from now() - %s)::float8 as silence_s""";

    /** Of which kinds anything is due, by one statement; each is asked for by its index, whatever the statistics say. */
    public Kinds kinds(Tx tx) {
        Row row = tx.one(
                        """
                        select
                          (select due_at from payment where due_at <= now() order by due_at limit 1) is not null as payments,
                          (select due_at from refund where due_at <= now() order by due_at limit 1) is not null as refunds,
                          (select due_at from payment_order where due_at <= now() order by due_at limit 1) is not null as orders,
                          (select due_at from top_up where due_at <= now() order by due_at limit 1) is not null as top_ups""")
                .orElseThrow();
        return new Kinds(
                row.getBoolean("payments"),
                row.getBoolean("refunds"),
                row.getBoolean("orders"),
                row.getBoolean("top_ups"));
    }

    /** Takes payments that are in flight, and those that ended and are in doubt. */
    public List<Due> payments(Tx tx, int limit, Duration lease) {
        return take(
                tx,
                "payment",
                "payment_id",
                "",
                "",
                AGES.formatted(
                        "coalesce(claimed_at, now())",
                        "coalesce(greatest(heard_at, unknown_since), claimed_at, now())"),
                limit,
                lease);
    }

    /** Takes refunds that are in flight. */
    public List<Due> refunds(Tx tx, int limit, Duration lease) {
        return refunds(tx, "", limit, lease);
    }

    /** Takes refunds that are in flight and with which no provider has to do. */
    public List<Due> ownRefunds(Tx tx, int limit, Duration lease) {
        return refunds(
                tx,
                """
                and exists (select 1 from payment p join payment_order o using (business_id, order_id)
                  where p.business_id = refund.business_id and p.payment_id = refund.payment_id
                    and coalesce(p.method, o.method) <> 'card')""",
                limit,
                lease);
    }

    private static List<Due> refunds(Tx tx, String which, int limit, Duration lease) {
        return take(
                tx,
                "refund",
                "refund_id",
                which,
                ", asked_at = coalesce(asked_at, now())",
                AGES.formatted("asked_at", "coalesce(heard_at, asked_at)"),
                limit,
                lease);
    }

    /** Takes orders whose failed refunds are to be tried again. */
    public List<Due> orders(Tx tx, int limit, Duration lease) {
        return tx
                .list(
                        """
                        update payment_order set due_at = now() + $2 * interval '1 second'
                        where (business_id, order_id) in (
                          select business_id, order_id from payment_order where due_at <= now()
                          order by due_at limit $1 for update skip locked)
                        returning business_id, order_id""",
                        limit,
                        (double) lease.toSeconds())
                .stream()
                .map(row -> new Due(key(row), null, 0, Duration.ZERO, Duration.ZERO))
                .toList();
    }

    private static List<Due> take(
            Tx tx, String table, String id, String which, String also, String ages, int limit, Duration lease) {
        return tx
                .list(
                        """
                        update %1$s set due_at = now() + $2 * interval '1 second', tries = tries + 1%4$s
                        where (business_id, %2$s) in (
                          select business_id, %2$s from %1$s where due_at <= now() %5$s
                          order by due_at limit $1 for update skip locked)
                        returning business_id, order_id, %2$s as id, tries, %3$s"""
                                .formatted(table, id, ages, also, which),
                        limit,
                        (double) lease.toSeconds())
                .stream()
                .map(row -> new Due(
                        key(row),
                        row.getUUID("id"),
                        row.getInteger("tries"),
                        seconds(row, "age_s"),
                        seconds(row, "silence_s")))
                .toList();
    }

    /** Looks again at a payment later, or at once when somebody wished that meanwhile; null: nothing else is left to find out. */
    public void payment(Tx tx, Due due, Duration pause) {
        put(tx, "payment", "payment_id", due, pause);
    }

    /** Looks again at a refund later, or at once when somebody wished that meanwhile; null: nothing else is left to find out. */
    public void refund(Tx tx, Due due, Duration pause) {
        put(tx, "refund", "refund_id", due, pause);
    }

    /** The provider said that a payment goes on. */
    public void paymentGoesOn(Tx tx, UUID businessId, UUID paymentId) {
        tx.send(
                "update payment set heard_at = now() where business_id = $1 and payment_id = $2",
                businessId,
                paymentId);
    }

    /** The provider said that a refund goes on. */
    public void refundGoesOn(Tx tx, UUID businessId, UUID refundId) {
        tx.send("update refund set heard_at = now() where business_id = $1 and refund_id = $2", businessId, refundId);
    }

    /** Has a payment looked at now, because something may have happened. */
    public void soon(Tx tx, UUID businessId, UUID paymentId) {
        tx.send(
                "update payment set due_at = now() where business_id = $1 and payment_id = $2 and due_at > now()"
                        + " and state = 'waiting'",
                businessId,
                paymentId);
    }

    /** Has a payment that ended without money looked at now; the provider's silence about it counts from here. */
    public void doubted(Tx tx, UUID businessId, UUID paymentId) {
        tx.send(
                "update payment set due_at = now(), heard_at = now(), tries = 0 where business_id = $1 and payment_id = $2"
                        + " and state in ('failed', 'cancelled')",
                businessId,
                paymentId);
    }

    /**
     * The look's own lease lies ahead, a wish for a look at once does not. Compared with the clock: a wish that held the row's
     * lock may be younger than {@code now()} of the transaction that waited for it.
     */
    private static void put(Tx tx, String table, String id, Due due, Duration pause) {
        tx.send(
                "update " + table + " set due_at = now() + $3 * interval '1 second' where business_id = $1 and " + id
                        + " = $2 and due_at > clock_timestamp()",
                due.key().businessId(),
                due.id(),
                pause == null ? null : (double) pause.toSeconds());
    }

    private static OrderKey key(Row row) {
        return new OrderKey(row.getUUID("business_id"), row.getUUID("order_id"));
    }

    private static Duration seconds(Row row, String column) {
        return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
    }
}
