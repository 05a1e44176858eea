package io.tresen.payment.wallet;

import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * PINs of wallets. A try is counted in a transaction of its own before anybody is told what it was: parallel guesses share the five,
 * and whatever rolls back or dies afterwards gives none back. Five that were not right lock the PIN for a quarter of an hour by
 * the wall clock, and each lock in a row lasts twice as long as the one before, up to a day: who has stolen a token would
 * need years for ten thousand PINs. Whoever waits here for a turn or for a core holds a request's thread, so only so many come in
 * at a time, and of one shopper a few (ADR 24).
 */
@ApplicationScoped
public class WalletPins {

    /** PINs that are being checked or set on this replica, those that wait included. */
    public static final int MOST_AT_A_TIME = 24;

    /** They are served one after the other: more of one shopper would only keep others out. */
    static final int MOST_OF_ONE = 4;

    private static final int TRIES = 5;
    private static final int LOCK_S = 15 * 60;
    private static final int LONGEST_LOCK_S = 24 * 60 * 60;
    private static final Pattern SHAPE = Pattern.compile("[0-9]{4,12}");

    /** @param missed how many in a row were wrong so far */
    private record Held(String hash, int missed) {}

    private final Database database;
    private final PinHashes hashes;
    private final Turns turns = new Turns(MOST_AT_A_TIME, MOST_OF_ONE);

    WalletPins(Database database, PinHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    /** Whether that may become a PIN: 4 to 12 digits. */
    public static boolean isPin(String text) {
        return text != null && SHAPE.matcher(text).matches();
    }

    /** Whether the shopper has one. */
    public boolean isSet(Tx tx, UUID businessId, UUID shopperId) {
        return tx.one("select 1 from wallet_pin where business_id = $1 and shopper_id = $2", businessId, shopperId)
                .isPresent();
    }

    /** A text that changes with the PIN and says nothing of it, so that a form can tell that it is out of date. */
    public String state(Tx tx, UUID businessId, UUID shopperId) {
        return tx.one(
                        "select changed_at::text as state from wallet_pin where business_id = $1 and shopper_id = $2",
                        businessId,
                        shopperId)
                .map(row -> row.getString("state"))
                .orElse("");
    }

    /**
     * Lets the shopper's own PIN pass. Never inside a transaction.
     *
     * @param pin what was typed, of whatever shape; null counts as a field that is missing and not as a try
     * @param pointer the field at fault, e.g. {@code /pin}
     * @throws io.tresen.messaging.RejectedException 422 {@code wrong-pin}, {@code pin-not-set}, {@code invalid-fields}; 409
     *     {@code pin-locked}; 503 when too many ask, which counts as no try
     */
    public void check(UUID businessId, UUID shopperId, String pin, String pointer) {
        turns.take(shopperId, () -> matched(businessId, shopperId, pin, pointer));
    }

    /** As {@link #check}, but without a PIN everything passes. */
    public void checkIfSet(UUID businessId, UUID shopperId, String pin, String pointer) {
        if (database.read(tx -> isSet(tx, businessId, shopperId))) {
            check(businessId, shopperId, pin, pointer);
        }
    }

    /**
     * Sets or changes it. Never inside a transaction.
     *
     * @param pin 4 to 12 digits
     * @param oldPin needed once one is set
     * @throws io.tresen.messaging.RejectedException as {@link #check}, naming {@code /old_pin}
     */
    public void set(UUID businessId, UUID shopperId, String pin, String oldPin) {
        boolean change = database.read(tx -> isSet(tx, businessId, shopperId));
        int rows = turns.take(shopperId, () -> put(businessId, shopperId, pin, change, oldPin));
        if (rows == 0) {
            // somebody else has set one in between
            throw PinRejection.needed("/old_pin").exception();
        }
    }

    private int put(UUID businessId, UUID shopperId, String pin, boolean change, String oldPin) {
        String before = change ? matched(businessId, shopperId, oldPin, "/old_pin") : null;
        String hash = hashes.hash(pin);
        return database.inTransaction(tx -> change
                ? tx.update(
                        """
                        update wallet_pin set hash = $3, tries = 0, locks = 0, locked_until = null, changed_at = now()
                        where business_id = $1 and shopper_id = $2 and hash = $4""",
                        businessId,
                        shopperId,
                        hash,
                        before)
                : tx.update(
                        """
                        insert into wallet_pin (business_id, shopper_id, hash) values ($1, $2, $3) on conflict do nothing""",
                        businessId,
                        shopperId,
                        hash));
    }

    /**
     * The hash that it matched. One at a time, so that right ones in parallel do not use up the tries. Nobody waits for a connection
     * while holding a core, and one transaction both counts and forgives: a right PIN that is refused it has cost nothing.
     */
    private String matched(UUID businessId, UUID shopperId, String pin, String pointer) {
        String hash = database.read(tx -> open(tx, businessId, shopperId, "").hash());
        if (pin == null) {
            throw PinRejection.needed(pointer).exception();
        }
        boolean right = isPin(pin) && hashes.inTurn(() -> hashes.matches(pin, hash));
        int missed = database.inTransaction(tx -> counted(tx, businessId, shopperId, right ? hash : null));
        Failpoint.reached(WalletSteps.PIN_COUNTED);
        if (missed > 0) {
            throw PinRejection.wrong(pointer, TRIES - missed).exception();
        }
        Failpoint.reached(WalletSteps.PIN_PASSED);
        return hash;
    }

    /** What may be tried. @throws io.tresen.messaging.RejectedException 422 {@code pin-not-set}, 409 {@code pin-locked} */
    private static Held open(Tx tx, UUID businessId, UUID shopperId, String lock) {
        Row held = tx.one(
                        """
                        select hash, tries, locked_until is not null as was_locked,
                          extract(epoch from locked_until - now())::float8 as left_s
                        from wallet_pin where business_id = $1 and shopper_id = $2
                        """
                                + lock,
                        businessId,
                        shopperId)
                .orElseThrow(() -> PinRejection.notSet().exception());
        boolean wasLocked = held.getBoolean("was_locked");
        if (wasLocked && held.getDouble("left_s") > 0) {
            throw PinRejection.locked(Duration.ofMillis((long) (held.getDouble("left_s") * 1_000)))
                    .exception();
        }
        return new Held(held.getString("hash"), wasLocked ? 0 : held.getInteger("tries"));
    }

    /**
     * Counts the try, or forgives all.
     *
     * @param matched the hash that the PIN matched; null when it did not
     * @return how many in a row were wrong; 0 when this one was right
     */
    private static int counted(Tx tx, UUID businessId, UUID shopperId, String matched) {
        Held held = open(tx, businessId, shopperId, "for update");
        if (held.hash().equals(matched)) {
            tx.update(
                    """
                    update wallet_pin set tries = 0, locks = 0, locked_until = null
                    where business_id = $1 and shopper_id = $2""",
                    businessId,
                    shopperId);
            return 0;
        }
        int missed = held.missed() + 1;
        tx.update(
                """
                update wallet_pin set tries = $3,
                  locked_until = case when $3 >= $4::integer
                    then now() + least($5 * power(2, locks), $6) * interval '1 second' end,
                  locks = case when $3 >= $4::integer then locks + 1 else locks end
                where business_id = $1 and shopper_id = $2""",
                businessId,
                shopperId,
                missed,
                TRIES,
                (double) LOCK_S,
                (double) LONGEST_LOCK_S);
        return missed;
    }
}
