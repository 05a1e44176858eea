package io.tresen.payment.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.timer.Rounds;
import io.tresen.messaging.timer.Turn;
import io.tresen.payment.LedgerBooked;
import io.tresen.payment.LedgerStatements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives the lines of statements their numbers: right after what this replica booked, while it books much a few times a second for
 * all of it, within a second after what one that died had booked. Every replica has one; row locks share the accounts out. A round
 * takes some accounts, and of each some lines, in one transaction, and the next one goes on behind them, so that none with a backlog
 * keeps the others waiting. What can't be numbered together is numbered account by account, so that none that is broken does.
 */
@ApplicationScoped
public class StatementTimer {

    private static final Logger LOG = Logger.getLogger(StatementTimer.class);

    private static final int TURN = 100;
    private static final long LOOK_MS = 1_000;
    private static final long GAP_MS = 200;

    private final Database database;
    private final LedgerStatements statements;
    private final Rounds rounds = new Rounds("statements", LOOK_MS, GAP_MS, this::number);
    private long behind;

    StatementTimer(Database database, LedgerStatements statements) {
        this.database = database;
        this.statements = statements;
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.stop();
    }

    void booked(@Observes LedgerBooked event) {
        rounds.wake();
    }

    private boolean number() {
        List<Long> accounts = database.single(tx -> statements.toNumber(tx, behind, TURN));
        boolean wasBehind = behind > 0;
        behind = accounts.size() < TURN ? 0 : accounts.get(TURN - 1);
        AtomicBoolean more = new AtomicBoolean(wasBehind || behind > 0);
        if (accounts.isEmpty()) {
            return more.get();
        }
        try {
            return number(accounts) || more.get();
        } catch (RuntimeException e) {
            LOG.debugf("Accounts are numbered one by one: %s", Wordless.kind(e));
        }
        AtomicBoolean any = new AtomicBoolean();
        try {
            Turn.each(accounts, account -> {
                if (number(List.of(account))) {
                    more.set(true);
                }
                any.set(true);
            });
        } catch (RuntimeException e) {
            // no break of all for the sake of one; where none works the next round begins after the pause
            LOG.warnf("Lines of an account have no number yet: %s", Wordless.kind(e));
            return any.get() && more.get();
        }
        return more.get();
    }

    private boolean number(List<Long> accounts) {
        return database.inTransaction(tx -> statements.number(tx, accounts));
    }
}
