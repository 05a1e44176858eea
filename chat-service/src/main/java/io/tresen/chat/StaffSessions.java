package io.tresen.chat;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signed-in browsers. Each renewal spends the cookie's secret and gives the next (RFC 9700 section 4.14.2): a spent one that
 * comes back was copied, and ends the session for both who hold it. Everything runs on the wall clock.
 */
@ApplicationScoped
public class StaffSessions {

    /** A session ends so long after its last renewal. */
    public static final Duration LIFE = Duration.ofDays(14);

    /** An answer may get lost, as when a page is loaded again at once; so long its secret may be spent once more. */
    static final Duration LOST_ANSWER = Duration.ofSeconds(10);

    private final Revocations revocations;

    StaffSessions(Revocations revocations) {
        this.revocations = revocations;
    }

    /** Whose browser. */
    public record Session(UUID id, UUID businessId, UUID staffId) {}

    /** A token that was revoked; {@code endsAt}: when it would have ended. */
    public record Revoked(UUID tokenId, Instant endsAt) {}

    /** What a cookie led to: a session, or tokens that were revoked because it had been spent. */
    public record Renewal(Optional<Session> session, List<Revoked> revoked) {}

    /** Begins one. */
    public void begin(Tx tx, Instant wallClock, Session session, String secret) {
        tx.update(
                "insert into staff_session (session_id, business_id, staff_id, secret_hash, rotated_at, ends_at)"
                        + " values ($1, $2, $3, $4, $5, $6)",
                session.id(),
                session.businessId(),
                session.staffId(),
                Columns.buffer(SecretHash.of(secret)),
                Times.utc(wallClock),
                Times.utc(wallClock.plus(LIFE)));
    }

    /** Whose session that is, told without a look at the secret: for locks alone. Led by the session's id. */
    public Optional<Session> find(Tx tx, UUID sessionId) {
        return tx.one("select business_id, staff_id from staff_session where session_id = $1", sessionId)
                .map(row -> new Session(sessionId, row.getUUID("business_id"), row.getUUID("staff_id")));
    }

    /** Spends a cookie's secret for the next one. Led by the session's id. */
    public Renewal renew(Tx tx, Instant wallClock, UUID sessionId, String secret, String next) {
        Optional<Row> found = tx.one(
                "select session_id, business_id, staff_id, secret_hash, previous_hash, rotated_at from staff_session"
                        + " where session_id = $1 and ends_at > $2 for update",
                sessionId,
                Times.utc(wallClock));
        if (found.isEmpty()) {
            return new Renewal(Optional.empty(), List.of());
        }
        Row row = found.get();
        byte[] hash = SecretHash.of(secret);
        boolean current = MessageDigest.isEqual(hash, Columns.bytes(row, "secret_hash"));
        boolean again = MessageDigest.isEqual(hash, Columns.bytes(row, "previous_hash"))
                && wallClock.isBefore(Times.of(row, "rotated_at").plus(LOST_ANSWER));
        Session session = new Session(sessionId, row.getUUID("business_id"), row.getUUID("staff_id"));
        if (!current && !again) {
            return new Renewal(Optional.empty(), end(tx, wallClock, session));
        }
        tx.update(
                "update staff_session set secret_hash = $2, previous_hash = $3, ends_at = $4,"
                        + " rotated_at = case when $5 then $6 else rotated_at end where session_id = $1",
                sessionId,
                Columns.buffer(SecretHash.of(next)),
                Columns.buffer(hash),
                Times.utc(wallClock.plus(LIFE)),
                current,
                Times.utc(wallClock));
        return new Renewal(Optional.of(session), List.of());
    }

    /** Notes a token that the session was given. */
    public void given(Tx tx, Session session, UUID tokenId, Instant endsAt) {
        tx.update(
                "insert into staff_token (token_id, business_id, staff_id, session_id, ends_at) values ($1, $2, $3, $4, $5)",
                tokenId,
                session.businessId(),
                session.staffId(),
                session.id(),
                Times.utc(endsAt));
    }

    /** Ends one whose cookie is shown, spent or not; a cookie that is none of ours ends nothing. */
    public List<Revoked> endByCookie(Tx tx, Instant wallClock, UUID sessionId, String secret) {
        return tx.one(
                        "select business_id, staff_id, secret_hash, previous_hash from staff_session where session_id = $1"
                                + " for update",
                        sessionId)
                .filter(row -> MessageDigest.isEqual(SecretHash.of(secret), Columns.bytes(row, "secret_hash"))
                        || MessageDigest.isEqual(SecretHash.of(secret), Columns.bytes(row, "previous_hash")))
                .map(row ->
                        end(tx, wallClock, new Session(sessionId, row.getUUID("business_id"), row.getUUID("staff_id"))))
                .orElse(List.of());
    }

    /** Ends the one that a token was given to. */
    public List<Revoked> endByToken(Tx tx, Instant wallClock, UUID businessId, UUID tokenId) {
        UUID session = sessionOf(tx, businessId, tokenId);
        return session == null ? List.of() : end(tx, wallClock, new Session(session, businessId, null));
    }

    private List<Revoked> end(Tx tx, Instant wallClock, Session session) {
        tx.update("delete from staff_session where session_id = $1", session.id());
        return revoke(
                tx,
                wallClock,
                tx.list(
                        "delete from staff_token where session_id = $1 returning token_id, business_id, ends_at",
                        session.id()));
    }

    /** Ends all of somebody's, save one; {@code but} null for none. Their tokens are refused everywhere within 5 s. */
    public List<Revoked> endAll(Tx tx, Instant wallClock, UUID businessId, UUID staffId, UUID but) {
        tx.update(
                "delete from staff_session where business_id = $1 and staff_id = $2 and session_id is distinct from $3",
                businessId,
                staffId,
                but);
        return revoke(
                tx,
                wallClock,
                tx.list(
                        "delete from staff_token where business_id = $1 and staff_id = $2"
                                + " and session_id is distinct from $3 returning token_id, business_id, ends_at",
                        businessId,
                        staffId,
                        but));
    }

    /** Revokes somebody's tokens and leaves their sessions, which get new ones with what holds now. */
    public List<Revoked> revokeTokens(Tx tx, Instant wallClock, UUID businessId, UUID staffId) {
        return revoke(
                tx,
                wallClock,
                tx.list(
                        "delete from staff_token where business_id = $1 and staff_id = $2"
                                + " returning token_id, business_id, ends_at",
                        businessId,
                        staffId));
    }

    /** The session that a token was given to; null for a token of no session. */
    public UUID sessionOf(Tx tx, UUID businessId, UUID tokenId) {
        return tx.one(
                        "select session_id from staff_token where business_id = $1 and token_id = $2",
                        businessId,
                        tokenId)
                .map(row -> row.getUUID("session_id"))
                .orElse(null);
    }

    /** Forgets what has ended. */
    public void forgetEnded(Tx tx, Instant wallClock) {
        tx.update("delete from staff_session where ends_at < $1", Times.utc(wallClock));
        tx.update("delete from staff_token where ends_at < $1", Times.utc(wallClock));
    }

    private List<Revoked> revoke(Tx tx, Instant wallClock, List<Row> tokens) {
        List<Revoked> revoked = tokens.stream()
                .map(row -> new Revoked(row.getUUID("token_id"), Times.of(row, "ends_at")))
                .filter(token -> token.endsAt().isAfter(wallClock))
                .toList();
        for (Row row : tokens) {
            if (Times.of(row, "ends_at").isAfter(wallClock)) {
                revocations.revoke(
                        tx, wallClock, row.getUUID("business_id"), row.getUUID("token_id"), Times.of(row, "ends_at"));
            }
        }
        return revoked;
    }
}
