package io.tresen.chat;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Open codes, one for a number, and what is still to be handed to the operator's gateway. All times are the wall clock's. */
@ApplicationScoped
public class VerificationCodes {

    private static final Duration LEASE = Duration.ofSeconds(30);

    /** How a code travels. */
    public enum Method {
        SMS,
        VOICE
    }

    /** One of a code's guesses; {@code left} behind it. */
    public record Guess(UUID codeId, byte[] salt, byte[] hash, int left) {}

    /** What a business may see of its code. */
    public record Open(Method method, boolean sent, Instant endsAt) {}

    /** Something to hand over: sealed, see {@code KeptSecrets}. */
    public record Parcel(UUID businessId, UUID codeId, String sealed, int attempts) {}

    /** Opens a code in place of the one before. @param hash made of the code already */
    public void open(
            Tx tx,
            Instant wallClock,
            UUID businessId,
            VerificationCode code,
            byte[] hash,
            Method method,
            String sealed) {
        tx.update(
                """
                insert into verification_code (business_id, code_id, method, salt, code_hash, ends_at, sealed, due_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (business_id) do update set code_id = excluded.code_id, method = excluded.method,
                  salt = excluded.salt, code_hash = excluded.code_hash, guesses = 0, ends_at = excluded.ends_at,
                  sealed = excluded.sealed, attempts = 0, due_at = excluded.due_at, leased_until = '-infinity'""",
                businessId,
                code.id(),
                method.name().toLowerCase(java.util.Locale.ROOT),
                Columns.buffer(code.salt()),
                Columns.buffer(hash),
                Times.utc(wallClock.plus(VerificationCode.LIFE)),
                sealed,
                Times.utc(wallClock));
    }

    /** The open code. */
    public Optional<Open> find(Tx tx, Instant wallClock, UUID businessId) {
        return tx.one(
                        "select method, sealed is null as sent, ends_at from verification_code"
                                + " where business_id = $1 and guesses < $3 and ends_at > $2",
                        businessId,
                        Times.utc(wallClock),
                        VerificationCode.GUESSES)
                .map(row -> new Open(
                        Method.valueOf(row.getString("method").toUpperCase(java.util.Locale.ROOT)),
                        row.getBoolean("sent"),
                        Times.of(row, "ends_at")));
    }

    /** Takes one of the open code's guesses; empty where none is open, or it has no guess left. */
    public Optional<Guess> guess(Tx tx, Instant wallClock, UUID businessId) {
        return tx.one(
                        "update verification_code set guesses = guesses + 1"
                                + " where business_id = $1 and guesses < $3 and ends_at > $2"
                                + " returning code_id, salt, code_hash, guesses",
                        businessId,
                        Times.utc(wallClock),
                        VerificationCode.GUESSES)
                .map(row -> new Guess(
                        row.getUUID("code_id"),
                        Columns.bytes(row, "salt"),
                        Columns.bytes(row, "code_hash"),
                        VerificationCode.GUESSES - row.getInteger("guesses")));
    }

    /** Uses a code up; false when it was, or another took its place. */
    public boolean spend(Tx tx, UUID businessId, UUID codeId) {
        return tx.update("delete from verification_code where business_id = $1 and code_id = $2", businessId, codeId)
                > 0;
    }

    /** Leases what is to be handed over, so that no two replicas do it at a time. */
    public List<Parcel> due(Tx tx, Instant wallClock, int limit) {
        return tx
                .list(
                        """
                        update verification_code set leased_until = $3, attempts = attempts + 1
                        where business_id = any(array(
                          select business_id from verification_code
                          where sealed is not null and due_at <= $1 and leased_until <= $1 and ends_at > $1
                          order by due_at limit $2 for update skip locked))
                        returning business_id, code_id, sealed, attempts""",
                        Times.utc(wallClock),
                        limit,
                        Times.utc(wallClock.plus(LEASE)))
                .stream()
                .map(VerificationCodes::parcel)
                .toList();
    }

    private static Parcel parcel(Row row) {
        return new Parcel(
                row.getUUID("business_id"),
                row.getUUID("code_id"),
                row.getString("sealed"),
                row.getInteger("attempts"));
    }

    /** It was handed over, and is not kept any longer. */
    public void sent(Tx tx, Parcel parcel) {
        tx.update(
                "update verification_code set sealed = null where business_id = $1 and code_id = $2",
                parcel.businessId(),
                parcel.codeId());
    }

    /** It was not; it is tried again then. */
    public void failed(Tx tx, Parcel parcel, Instant again) {
        tx.update(
                "update verification_code set due_at = $3, leased_until = '-infinity'"
                        + " where business_id = $1 and code_id = $2",
                parcel.businessId(),
                parcel.codeId(),
                Times.utc(again));
    }

    /** Forgets codes that ended. */
    public int forgetEnded(Tx tx, Instant wallClock) {
        return tx.update("delete from verification_code where ends_at <= $1", Times.utc(wallClock));
    }
}
