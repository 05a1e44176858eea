package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * How many numbers that nobody has a shopper named today, and how many such phone numbers all of a shop's shoppers named this
 * hour; in the database, so that all replicas count together. Wall clock, days and hours of UTC: it is against who tries
 * numbers one after the other, and no deadline.
 */
@ApplicationScoped
public class UnknownNumbers {

    private static final int MOST = 10;
    private static final int MOST_PHONES = 60;
    private static final String TODAY = "(clock_timestamp() at time zone 'UTC')::date";
    private static final String THIS_HOUR = "date_trunc('hour', clock_timestamp() at time zone 'UTC')";

    /**
     * Counts a number that a shopper names, as if nobody had it; {@link #takeBack} takes that back. Who names two at a time
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

    /** The number that was just counted is somebody's, or was not looked up. */
    void takeBack(Tx tx, UUID businessId, UUID shopperId) {
        tx.update(
                "update unknown_numbers set named = named - 1 where business_id = $1 and shopper_id = $2",
                businessId,
                shopperId);
    }

    /** Whether phone numbers may be looked up for the shop. Who asks at the same moment may pass too. */
    boolean mayNamePhone(Tx tx, UUID businessId) {
        return tx.one(
                        "select 1 from unknown_phones where business_id = $1 and hour = " + THIS_HOUR
                                + " and named >= $2",
                        businessId,
                        MOST_PHONES)
                .isEmpty();
    }

    /** Counts a phone number that nobody has. */
    void countPhone(Tx tx, UUID businessId) {
        tx.update(
                "insert into unknown_phones as u (business_id, hour, named) values ($1, " + THIS_HOUR
                        + ", 1) on conflict (business_id) do update set hour = excluded.hour,"
                        + " named = case when u.hour = excluded.hour then u.named + 1 else 1 end",
                businessId);
    }

    /** Forgets what was counted on earlier days and in earlier hours. */
    public void forgetOld(Tx tx) {
        tx.update("delete from unknown_phones where hour < " + THIS_HOUR);
        tx.update("delete from unknown_numbers where day < " + TODAY);
    }
}
