package io.tresen.chat;

import io.tresen.chat.MessageLog.Reached;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.NoConnection;
import io.tresen.messaging.db.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes marks of many conversations in one transaction, or those that can be one by one. It holds many conversations, so it waits for
 * nobody who holds one of them: consumers lock a poll's in their own order.
 */
final class DeliveredWrites {

    private static final Logger LOG = Logger.getLogger(DeliveredWrites.class);

    /** For a row that somebody else holds. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** The same, where it has been waited for before. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(10);

    /** How long a thread may be about what is marked one by one: other shops' marks wait meanwhile. */
    private static final Duration ONE_BY_ONE = Duration.ofSeconds(1);

    private final Database database;
    private final MessageLog log;
    private final Duration patience;
    private final Duration littlePatience;

    DeliveredWrites(Database database, MessageLog log) {
        this(database, log, PATIENCE, LITTLE_PATIENCE);
    }

    DeliveredWrites(Database database, MessageLog log, Duration patience, Duration littlePatience) {
        this.database = database.forClients();
        this.log = log;
        this.patience = patience;
        this.littlePatience = littlePatience;
    }

    /**
     * @param later what may be marked later: what was not tried by itself, then what was
     * @param byAll it would be so with any others too: the database is away, or gives no connection
     */
    record Refused(List<Reached> later, boolean byAll) {}

    /** Marks them. */
    Refused mark(List<Reached> some) {
        try {
            write(some, patience);
            return new Refused(List.of(), false);
        } catch (RuntimeException e) {
            boolean several = some.size() > 1;
            return several && isOfThese(e) ? oneByOne(some) : refused(some, e);
        }
    }

    private Refused oneByOne(List<Reached> some) {
        List<Reached> later = new ArrayList<>();
        long since = System.nanoTime();
        boolean byAll = false;
        int next = 0;
        while (next < some.size() && !byAll && System.nanoTime() - since < ONE_BY_ONE.toNanos()) {
            Refused one = alone(some.get(next));
            later.addAll(one.later());
            byAll = one.byAll();
            next++;
        }
        List<Reached> left = new ArrayList<>(some.subList(next, some.size()));
        left.addAll(later);
        return new Refused(left, byAll);
    }

    private Refused alone(Reached one) {
        try {
            write(List.of(one), littlePatience);
            return new Refused(List.of(), false);
        } catch (RuntimeException e) {
            return refused(List.of(one), e);
        }
    }

    private void write(List<Reached> some, Duration forALock) {
        database.run(tx -> {
            tx.send("set local lock_timeout = " + forALock.toMillis());
            log.delivered(tx, some);
        });
    }

    private static Refused refused(List<Reached> some, RuntimeException e) {
        LOG.debugf("marks of %d conversations: %s", some.size(), e.toString());
        return new Refused(Outage.isOne(e) ? some : List.of(), !isOfThese(e));
    }

    /** Whether what failed was about one of these conversations: the database took the statement and answered. */
    private static boolean isOfThese(RuntimeException e) {
        boolean answered = Outage.isAnswer(e) || Outage.isCancellation(e);
        return !Outage.isOne(e) || (answered && !(e instanceof NoConnection));
    }
}
