package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * How many numbers that nobody has a shopper named today, in the database, so that all replicas count together. Wall clock,
 * days of UTC: it is against who tries numbers one after the other, and no deadline.
 */
@ApplicationScoped
public class UnknownNumbers {

    private static final int MOST = 10;
    private static final String TODAY = "(clock_timestamp() at time zone 'UTC')::date";

    /**
     * Counts a number that a shopper names, as if nobody had it; {@link #wasKnown} takes that back. Who names two at a time
     * waits here.
     *
     * @return false when no more may be looked up today
     */
    boolean mayName(Tx tx, UUID businessId, UUID shopperId) {
        return tx.one(
                        "insert into unknown_numbers as u (business_id, shopper_id, day, named) values ($1, $2, "
                                + TODAY
                                + ", 1) on conflict (business_id, shopper_id) do update set day = excluded.day,"
                                + " named = case when u.day = excluded.day then u.named + 1 else 1 end"
                                + " where u.day <> excluded.day or u.named < $3 returning named",
                        businessId,
                        shopperId,
                        MOST)
                .isPresent();
    }

    /** The number that was just counted is somebody's. */
    void wasKnown(Tx tx, UUID businessId, UUID shopperId) {
        tx.update(
                "update unknown_numbers set named = named - 1 where business_id = $1 and shopper_id = $2",
                businessId,
                shopperId);
    }

    /** Forgets what was counted on earlier days. */
    public void forgetOld(Tx tx) {
        tx.update("delete from unknown_numbers where day < " + TODAY);
    }
}
