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
import io.tresen.payment.topup.TopUpKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Ends top-ups that nobody paid in time, by business time; what is in flight is then closed at the provider by the janitor.
 * Every replica has one; row locks share the work out.
 */
@ApplicationScoped
public class TopUpTimer {

    private static final int TURN = 100;
    private static final long LOOK_MS = 1_000;

    private final Database database;
    private final TopUpDues dues;
    private final TopUpBook book;
    private final BusinessClock clock;
    private final Rounds rounds = new Rounds("top-up-expiry", LOOK_MS, this::expireDue);

    TopUpTimer(Database database, TopUpDues dues, TopUpBook book, BusinessClock clock) {
        this.database = database;
        this.dues = dues;
        this.book = book;
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
        List<TopUpKey> due = database.read(tx -> dues.expiring(tx, clock.now(), TURN));
        Turn.each(due, book::expire);
        return due.size() == TURN;
    }
}
