package io.tresen.chat;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts tries before they are made, so that many at once are as few as many one after another. Known and unknown e-mails
 * count alike. Wall clock.
 */
@ApplicationScoped
public class SignInTries {

    /**
     * Counts a try.
     *
     * @param kind keeps e-mails and addresses apart
     * @return how long to wait; empty when it may be made now. A refused try is not counted.
     */
    public Optional<Duration> refused(Tx tx, Instant wallClock, TryRule rule, String kind, String subject) {
        byte[] key = key(kind, subject);
        Row row = tx.one(
                        "insert into sign_in_try (subject, tries, last_at) values ($1, 0, $2)"
                                + " on conflict (subject) do update set tries = sign_in_try.tries" // locks it
                                + " returning tries, refused_until, last_at",
                        Columns.buffer(key),
                        Times.utc(wallClock))
                .orElseThrow();
        Instant until = Times.of(row, "refused_until");
        if (until != null && wallClock.isBefore(until)) {
            return Optional.of(Duration.between(wallClock, until));
        }
        boolean forgotten = Times.of(row, "last_at").plus(TryRule.MEMORY).isBefore(wallClock);
        int tries = (forgotten ? 0 : row.getInteger("tries")) + 1;
        Duration wait = rule.waitAfter(tries);
        tx.update(
                "update sign_in_try set tries = $2, refused_until = $3, last_at = $4 where subject = $1",
                Columns.buffer(key),
                tries,
                wait.isZero() ? null : Times.utc(wallClock.plus(wait)),
                Times.utc(wallClock));
        return Optional.empty();
    }

    /** How long the subject has to wait, without counting a try; empty when it need not. */
    public Optional<Duration> waiting(Tx tx, Instant wallClock, String kind, String subject) {
        return tx.one("select refused_until from sign_in_try where subject = $1", Columns.buffer(key(kind, subject)))
                .map(row -> Times.of(row, "refused_until"))
                .filter(wallClock::isBefore)
                .map(until -> Duration.between(wallClock, until));
    }

    /** Whether tries of the subject are remembered. */
    public boolean counts(Tx tx, Instant wallClock, String kind, String subject) {
        return tx.one(
                        "select 1 from sign_in_try where subject = $1 and tries > 0 and last_at >= $2",
                        Columns.buffer(key(kind, subject)),
                        Times.utc(wallClock.minus(TryRule.MEMORY)))
                .isPresent();
    }

    /** The try was right after all: its subject's tries are forgotten. */
    public void forget(Tx tx, String kind, String subject) {
        tx.update("delete from sign_in_try where subject = $1", Columns.buffer(key(kind, subject)));
    }

    /** The try was right after all, but the subject's other tries stay: one account of one's own must not clear them. */
    public void takeBack(Tx tx, TryRule rule, String kind, String subject) {
        tx.update(
                "update sign_in_try set tries = greatest(tries - 1, 0),"
                        + " refused_until = case when tries - 1 < $2 then null else refused_until end where subject = $1",
                Columns.buffer(key(kind, subject)),
                rule.free());
    }

    /** Forgets what is too old to count; answers how many. */
    public int forgetOld(Tx tx, Instant wallClock) {
        return tx.update("delete from sign_in_try where last_at < $1", Times.utc(wallClock.minus(TryRule.MEMORY)));
    }

    /** What people type can be guessed from this; it keeps it out of sight, no more. */
    static byte[] key(String kind, String subject) {
        return SecretHash.of(kind + '\n' + subject);
    }
}
