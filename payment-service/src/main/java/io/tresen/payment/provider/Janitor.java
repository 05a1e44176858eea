package io.tresen.payment.provider;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.timer.Rounds;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.DueWork.Kinds;
import io.tresen.payment.ProviderEvents;
import io.tresen.payment.WorkDue;
import io.tresen.payment.topup.TopUpDues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes what is due, on every replica, each piece in one hand at a time: payments, top-ups and refunds whose end is not known,
 * and refunds that failed. Woken after commits, and by a hand that gets free when a round found none; with a slow poll as
 * fallback; a round asks by one statement what is due, and takes of that alone. Looks again after 1, 2, 4, 8, then every 15 s.
 * Each kind takes its turn at being served first and leaves half of the hands to the others, so that none starves. Refunds that
 * no provider has to do with have hands of their own besides: they go back while all others wait for a provider that is away.
 */
@ApplicationScoped
public class Janitor {

    private static final int HANDS = 8;
    private static final int OWN_HANDS = 2;
    private static final long POLL_MS = 500;
    private static final long PURGE_EVERY_MS = 3_600_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** @param take gives at most so many to hands, and says how many it gave */
    private record Kind(Predicate<Kinds> isDue, IntUnaryOperator take) {}

    private final Database database;
    private final DueWork work;
    private final Lookups lookups;
    private final ChargeBook book;
    private final TopUpDues topUpDues;
    private final TopUpLookups topUpLookups;
    private final ProviderEvents providerEvents;
    private final Duration lease;
    private final List<Kind> kinds = List.of(
            new Kind(Kinds::payments, this::payments),
            new Kind(Kinds::refunds, this::refunds),
            new Kind(Kinds::orders, this::orders),
            new Kind(Kinds::topUps, this::topUps));
    private final Rounds rounds = new Rounds("janitor", POLL_MS, this::round);
    private Hands hands;
    private Hands ownHands;
    private int turn;
    private long purged = System.currentTimeMillis();

    Janitor(
            Database database,
            DueWork work,
            Lookups lookups,
            ChargeBook book,
            TopUpDues topUpDues,
            TopUpLookups topUpLookups,
            ProviderEvents providerEvents,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.database = database;
        this.work = work;
        this.lookups = lookups;
        this.book = book;
        this.topUpDues = topUpDues;
        this.topUpLookups = topUpLookups;
        this.providerEvents = providerEvents;
        this.lease = lease;
    }

    void start(@Observes StartupEvent event) {
        hands = new Hands("janitor-hand", HANDS, rounds::wake);
        ownHands = new Hands("janitor-own-hand", OWN_HANDS, rounds::wake);
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.stop();
        hands.stop();
        ownHands.stop();
    }

    void wake(@Observes WorkDue due) {
        rounds.wake();
    }

    private boolean round() {
        long now = System.currentTimeMillis();
        if (now - purged > PURGE_EVERY_MS) {
            database.run(providerEvents::purge);
            purged = now;
        }
        int free = hands.free();
        int freeOwn = ownHands.free();
        if (free == 0 && freeOwn == 0) {
            return false;
        }
        Kinds due = database.single(work::kinds);
        boolean own = due.refunds() && ownRefunds(freeOwn);
        return handOut(due, free) || own;
    }

    /** @return whether there was anything */
    private boolean ownRefunds(int free) {
        if (free == 0) {
            return false;
        }
        List<Due> due = database.single(tx -> work.ownRefunds(tx, free, lease));
        due.forEach(one -> ownHands.give(one, this::lookAtRefund));
        return !due.isEmpty();
    }

    /** Takes as much as there are free hands. @return whether there was anything */
    private boolean handOut(Kinds due, int free) {
        int left = free;
        for (int i = 0; i < kinds.size() && left > 0; i++) {
            boolean last = i == kinds.size() - 1;
            int share = last ? left : Math.max(1, left / 2);
            Kind kind = kinds.get((turn + i) % kinds.size());
            left -= kind.isDue().test(due) ? kind.take().applyAsInt(share) : 0;
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

    private int topUps(int share) {
        return given(database.inTransaction(tx -> topUpDues.take(tx, share, lease)), this::lookAtTopUp);
    }

    private <T> int given(List<T> due, Consumer<T> job) {
        due.forEach(one -> hands.give(one, job));
        return due.size();
    }

    private void look(Due due) {
        Duration pause = lookups.payment(due) ? pause(due.tries()) : null;
        database.run(tx -> work.payment(tx, due, pause));
    }

    private void lookAtRefund(Due due) {
        Duration pause = lookups.refund(due) ? pause(due.tries()) : null;
        database.run(tx -> work.refund(tx, due, pause));
    }

    private void lookAtTopUp(TopUpDues.Due due) {
        if (topUpLookups.look(due)) {
            database.run(tx -> topUpDues.later(tx, due, pause(due.tries())));
        }
    }

    /** How long until it looks again. */
    static Duration pause(int tries) {
        Duration pause = Duration.ofSeconds(1L << Math.min(tries - 1, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
