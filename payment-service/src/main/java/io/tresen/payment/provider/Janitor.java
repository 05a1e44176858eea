package io.tresen.payment.provider;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.ProviderEvents;
import io.tresen.payment.WorkDue;
import io.tresen.payment.timer.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes what is due, on every replica, each piece in one hand at a time: payments and refunds whose end is not known, and
 * refunds that failed. Woken after commits, with a slow poll as fallback; looks again after 1, 2, 4, 8, then every 15 s.
 * Each kind takes its turn at being served first and leaves half of the hands to the others, so that none starves.
 */
@ApplicationScoped
public class Janitor {

    private static final int HANDS = 8;
    private static final long POLL_MS = 500;
    private static final long COUNT_EVERY_MS = 5_000;
    private static final long PURGE_EVERY_MS = 3_600_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Database database;
    private final DueWork work;
    private final Lookups lookups;
    private final ChargeBook book;
    private final ProviderEvents providerEvents;
    private final Duration lease;
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong oldestRefundS = new AtomicLong();
    private final List<IntUnaryOperator> kinds = List.of(this::payments, this::refunds, this::orders);
    private final Rounds rounds = new Rounds("janitor", POLL_MS, this::round);
    private Hands hands;
    private int turn;
    private long counted;
    private long purged = System.currentTimeMillis();

    Janitor(
            Database database,
            DueWork work,
            Lookups lookups,
            ChargeBook book,
            ProviderEvents providerEvents,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.database = database;
        this.work = work;
        this.lookups = lookups;
        this.book = book;
        this.providerEvents = providerEvents;
        this.lease = lease;
        metrics.gauge("payment.unknown", unknown);
        Gauge.builder("payment.refunds.oldest.due", oldestRefundS, AtomicLong::get)
                .baseUnit("seconds")
                .description("How long the oldest due refund has waited")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        hands = new Hands("janitor-hand", HANDS);
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.stop();
        hands.stop();
    }

    void wake(@Observes WorkDue due) {
        rounds.wake();
    }

    private boolean round() {
        long now = System.currentTimeMillis();
        if (now - counted > COUNT_EVERY_MS) {
            unknown.set(database.read(work::unknownPayments));
            oldestRefundS.set(database.read(work::oldestDueRefund));
            counted = now;
        }
        if (now - purged > PURGE_EVERY_MS) {
            database.run(providerEvents::purge);
            purged = now;
        }
        return handOut();
    }

    /** Takes as much as there are free hands. @return whether there was anything */
    private boolean handOut() {
        int free = hands.free();
        int left = free;
        for (int i = 0; i < kinds.size() && left > 0; i++) {
            boolean last = i == kinds.size() - 1;
            int share = last ? left : Math.max(1, left / 2);
            left -= kinds.get((turn + i) % kinds.size()).applyAsInt(share);
        }
        turn = (turn + 1) % kinds.size();
        return left < free;
    }

    private int payments(int share) {
        return given(database.single(tx -> work.payments(tx, share, lease)), this::look);
    }

    private int refunds(int share) {
        return given(database.single(tx -> work.refunds(tx, share, lease)), this::lookAtRefund);
    }

    private int orders(int share) {
        return given(database.single(tx -> work.orders(tx, share, lease)), due -> book.repeatRefunds(due.key()));
    }

    private int given(List<Due> due, Consumer<Due> job) {
        due.forEach(one -> hands.give(one, job));
        return due.size();
    }

    private void look(Due due) {
        Duration pause = lookups.payment(due) ? pause(due) : null;
        database.run(tx -> work.payment(tx, due, pause));
    }

    private void lookAtRefund(Due due) {
        Duration pause = lookups.refund(due) ? pause(due) : null;
        database.run(tx -> work.refund(tx, due, pause));
    }

    private static Duration pause(Due due) {
        Duration pause = Duration.ofSeconds(1L << Math.min(due.tries() - 1, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
