package io.tresen.chat;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Links by which people of a business set a new password: each once, within a day of business time. */
@ApplicationScoped
public class PasswordResets {

    public static final Duration LIFE = Duration.ofDays(1);

    /** Whose password. */
    public record Person(UUID businessId, UUID staffId) {}

    /** Keeps a link in place of the one before; of {@code token}, which it holds, the hash alone. */
    public void put(Tx tx, Instant now, UUID businessId, UUID staffId, By by, String token) {
        StaffMembers.lockBusiness(tx, businessId);
        tx.update(
                "insert into password_reset (business_id, staff_id, token_hash, by_kind, by_id, expires_at)"
                        + " values ($1, $2, $3, $4, $5, $6) on conflict (business_id, staff_id) do update set"
                        + " token_hash = excluded.token_hash, by_kind = excluded.by_kind, by_id = excluded.by_id,"
                        + " expires_at = excluded.expires_at",
                businessId,
                staffId,
                Columns.buffer(SecretHash.of(token)),
                by.word(),
                by.id(),
                Times.utc(now.plus(LIFE)));
    }

    /**
     * Spends a link; empty when there is none, or it is over or was withdrawn. Led by the token's hash. The business's row is
     * locked before, as by whoever withdraws.
     */
    public Optional<Person> take(Tx tx, Instant now, String token) {
        tx.one("select business_id from password_reset where token_hash = $1", Columns.buffer(SecretHash.of(token)))
                .ifPresent(row -> StaffMembers.lockBusiness(tx, row.getUUID("business_id")));
        return tx.one(
                        "delete from password_reset where token_hash = $1 and expires_at > $2"
                                + " returning business_id, staff_id",
                        Columns.buffer(SecretHash.of(token)),
                        Times.utc(now))
                .map(row -> new Person(row.getUUID("business_id"), row.getUUID("staff_id")));
    }

    /** Withdraws what somebody made for others. */
    void withdrawAllBy(Tx tx, UUID businessId, UUID staffId) {
        tx.update(
                "delete from password_reset where business_id = $1 and by_kind = 'staff' and by_id = $2",
                businessId,
                staffId);
    }

    /** Forgets those that are over. */
    public void forgetEnded(Tx tx, Instant now) {
        tx.update("delete from password_reset where expires_at < $1", Times.utc(now));
    }
}
