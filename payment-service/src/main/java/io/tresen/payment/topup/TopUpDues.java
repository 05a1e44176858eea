package io.tresen.payment.topup;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.PaymentRows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Top-ups that somebody has to look at: by the wall clock the janitor, by business time whoever ends what nobody paid in time.
 * Taking one moves its {@code due_at} by the lease, as in {@link io.tresen.payment.DueWork}.
 */
@ApplicationScoped
public class TopUpDues {

    /**
     * @param tries how often it was looked at in this phase
     * @param age since it was claimed, or since the provider may first have been asked for this refund
     * @param silence since the provider last said something useful; while it never did, the age
     */
    public record Due(TopUpKey key, int tries, Duration age, Duration silence) {}

    /** Takes what is due, longest first. */
    public List<Due> take(Tx tx, int limit, Duration lease) {
        return tx
                .list(
                        """
                        update top_up set due_at = now() + $2 * interval '1 second', tries = tries + 1,
                          refund_asked_at = case when state = 'held' then coalesce(refund_asked_at, now()) end
                        where (business_id, top_up_id) in (
                          select business_id, top_up_id from top_up where due_at <= now()
                          order by due_at limit $1 for update skip locked)
                        returning business_id, top_up_id, tries,
                          extract(epoch from now() - coalesce(refund_asked_at, claimed_at, now()))::float8 as age_s,
                          extract(epoch from now() - coalesce(greatest(heard_at, unknown_since), refund_asked_at,
                            claimed_at, now()))::float8 as silence_s""",
                        limit,
                        (double) lease.toSeconds())
                .stream()
                .map(row ->
                        new Due(key(row), row.getInteger("tries"), seconds(row, "age_s"), seconds(row, "silence_s")))
                .toList();
    }

    /** Looks again later, unless something has happened to it meanwhile, or somebody wished for a look at once. */
    public void later(Tx tx, Due due, Duration pause) {
        tx.update(
                """
                update top_up set due_at = now() + $4 * interval '1 second'
                where business_id = $1 and top_up_id = $2 and tries = $3 and due_at > clock_timestamp()""",
                due.key().businessId(),
                due.key().topUpId(),
                due.tries(),
                (double) pause.toSeconds());
    }

    /** The provider said that it goes on. */
    void goesOn(Tx tx, TopUpKey key) {
        tx.update(
                "update top_up set heard_at = now() where business_id = $1 and top_up_id = $2",
                key.businessId(),
                key.topUpId());
    }

    /** Has one looked at now, because something may have happened. */
    public void soon(Tx tx, TopUpKey key) {
        tx.update(
                "update top_up set due_at = now() where business_id = $1 and top_up_id = $2 and due_at > now()"
                        + " and state = 'waiting'",
                key.businessId(),
                key.topUpId());
    }

    /** Some whose time is over and that nobody has withdrawn, longest first. @param now business time */
    public List<TopUpKey> expiring(Tx tx, Instant now, int limit) {
        return tx
                .list(
                        """
                        select business_id, top_up_id from top_up
                        where withdrawn is null and state in ('open', 'confirming', 'waiting', 'unknown') and pay_by <= $1
                        order by pay_by limit $2""",
                        PaymentRows.time(now),
                        limit)
                .stream()
                .map(TopUpDues::key)
                .toList();
    }

    private static TopUpKey key(Row row) {
        return new TopUpKey(row.getUUID("business_id"), row.getUUID("top_up_id"));
    }

    private static Duration seconds(Row row, String column) {
        return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
    }
}
