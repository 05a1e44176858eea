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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Ends transfers whose time is over by business time. Every replica has one; row locks share the work out. It looks every
 * second, and at once when the clock was moved.
 */
@ApplicationScoped
public class TransferTimer {

    private static final int TURN = 100;
    private static final long LOOK_MS = 1_000;

    private final BusinessClock clock;
    private final Rounds rounds;

    TransferTimer(Database database, WalletTransfers transfers, WalletTransferExpiry expiry, BusinessClock clock) {
        this.clock = clock;
        rounds = new Rounds(
                "transfer-expiry",
                LOOK_MS,
                Turn.of(
                        TURN,
                        most -> database.read(tx -> transfers.due(tx, now(), most)),
                        due -> database.run(tx -> expiry.expire(tx, due, now()))));
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

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
