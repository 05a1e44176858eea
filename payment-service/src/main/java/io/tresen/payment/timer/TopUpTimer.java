package io.tresen.payment.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import io.tresen.messaging.timer.Rounds;
import io.tresen.messaging.timer.Turn;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpDues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends top-ups that nobody paid in time, by business time; what is in flight is then closed at the provider by the janitor.
 * Every replica has one; row locks share the work out.
 */
@ApplicationScoped
public class TopUpTimer {

    private static final int TURN = 100;
    private static final long LOOK_MS = 1_000;

    private final Rounds rounds;

    TopUpTimer(Database database, TopUpDues dues, TopUpBook book, BusinessClock clock) {
        rounds = new Rounds(
                "top-up-expiry",
                LOOK_MS,
                Turn.of(TURN, most -> database.read(tx -> dues.expiring(tx, clock.now(), most)), book::expire));
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
}
