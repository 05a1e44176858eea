package io.tresen.payment.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import io.tresen.messaging.timer.Rounds;
import io.tresen.messaging.timer.Turn;
import io.tresen.payment.wallet.WalletTransferExpiry;
import io.tresen.payment.wallet.WalletTransfers;
import io.tresen.payment.wallet.WalletTransfers.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ends transfers whose time is over by business time. Every replica has one; row locks share the work out. It looks every
 * second, and at once when the clock was moved.
 */
@ApplicationScoped
public class TransferTimer {

    private static final int TURN = 100;
    private static final long LOOK_MS = 1_000;

    private final Database database;
    private final WalletTransfers transfers;
    private final WalletTransferExpiry expiry;
    private final BusinessClock clock;
    private final Rounds rounds = new Rounds("transfer-expiry", LOOK_MS, this::expireDue);

    TransferTimer(Database database, WalletTransfers transfers, WalletTransferExpiry expiry, BusinessClock clock) {
        this.database = database;
        this.transfers = transfers;
        this.expiry = expiry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.stop();
    }

    void moved(@Observes ClockMoved event) {
        rounds.wake();
    }

    private boolean expireDue() {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        List<Due> due = database.read(tx -> transfers.due(tx, now, TURN));
        Turn.each(due, one -> database.run(tx -> expiry.expire(tx, one, now)));
        return due.size() == TURN;
    }
}
