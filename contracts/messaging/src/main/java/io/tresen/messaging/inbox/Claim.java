package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * An operator's command in the hands of one replica, for as long as it renews its lease. Nothing stays locked in between,
 * so the work may take hours; a replica that dies or freezes loses the command to another after {@link #LEASE_S}. What the
 * work changes for good asks {@link #assertMine} in the same transaction, so that a frozen one that wakes up does no harm.
 *
 * <p>A claimed command stays in state {@code requested}: whoever waits for it looks for {@code done} or {@code failed}.
 */
final class Claim implements AutoCloseable {

    static final int LEASE_S = 30;

    private static final Logger LOG = Logger.getLogger(Claim.class);
    private static final int RENEW_S = 10;
    private static final int LONGEST_DETAIL = 1_000;

    private final Database database;
    private final long id;
    private final UUID holder;
    private final String kind;
    private final String target;
    private final int attempt;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Claim(Database database, UUID holder, Row row) {
        this.database = database;
        this.holder = holder;
        this.id = row.getLong("id");
        this.kind = row.getString("kind");
        this.target = row.getString("target");
        this.attempt = row.getInteger("attempts");
    }

    /** The oldest open command, unless somebody has it: one at a time for all replicas, in the order of asking. */
    static Optional<Claim> next(Database database) {
        return next(database, false);
    }

    /** The oldest open command of a fenced service, or of one that runs: neither takes the other's. */
    static Optional<Claim> next(Database database, boolean fenced) {
        UUID holder = UUID.randomUUID();
        Optional<Claim> claim = database.single(tx -> tx.one(
                        """
                                update operator_command
                                set claimed_by = $1, claimed_until = now() + make_interval(secs => $2), attempts = attempts + 1
                                where id = (select id from operator_command where state = 'requested' and starts_with(target, $3) = $4
                                  order by id limit 1)
                                  and state = 'requested' and (claimed_until is null or claimed_until < now())
                                returning id, kind, target, attempts""",
                        holder,
                        (double) LEASE_S,
                        RestoreTarget.RESTORED,
                        fenced)
                .map(row -> new Claim(database, holder, row)));
        claim.ifPresent(Claim::keepRenewing);
        return claim;
    }

    String kind() {
        return kind;
    }

    String target() {
        return target;
    }

    /** Times that it was begun, this one included. */
    int attempt() {
        return attempt;
    }

    /** Names what this holder of the command makes, so that two of them never meet in it. */
    String token() {
        return holder.toString().replace("-", "");
    }

    /**
     * Locks the command for the rest of the transaction.
     *
     * @throws Lost when another replica has it, or it has ended
     */
    void assertMine(Tx tx) {
        tx.one(
                        "select 1 from operator_command where id = $1 and claimed_by = $2 and state = 'requested' for"
                                + " update",
                        id,
                        holder)
                .orElseThrow(Lost::new);
    }

    /** Ends it, in the transaction of its effect where it has one. @throws Lost as {@link #assertMine} */
    void end(Tx tx, String state, String detail) {
        assertMine(tx);
        String text = detail == null ? "" : detail.replace('\0', '\uFFFD');
        tx.update(
                "update operator_command set state = $2, detail = $3, ended_at = now(), claimed_until = null where id"
                        + " = $1",
                id,
                state,
                text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL));
    }

    /** Gives it back, for this or another replica to try again a little later. */
    void giveBack(int seconds) {
        database.run(tx -> tx.update(
                "update operator_command set claimed_until = now() + make_interval(secs => $3)"
                        + " where id = $1 and claimed_by = $2 and state = 'requested'",
                id,
                holder,
                (double) seconds));
    }

    private void keepRenewing() {
        Thread thread = new Thread(this::renew, "operator-command-lease");
        thread.setDaemon(true);
        thread.start();
    }

    private void renew() {
        try {
            while (!closed.await(RENEW_S, TimeUnit.SECONDS)) {
                renewOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewOnce() {
        try {
            giveBack(LEASE_S);
        } catch (RuntimeException e) {
            LOG.debug("The lease on a command is renewed later", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Somebody else has the command by now. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("another replica has taken the command over", null, false, false);
        }
    }
}
