package io.tresen.payment.topup;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.Attention;
import io.tresen.payment.LedgerTransfers;
import io.tresen.payment.PaymentDesk;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.WorkDue;
import io.tresen.payment.topup.TopUpDecision.Act;
import io.tresen.payment.topup.TopUpDecision.Duplicate;
import io.tresen.payment.topup.TopUpDecision.Impossible;
import io.tresen.payment.topup.TopUpDecision.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Carries a decision about a locked top-up out: its row, what it books, what is told and counted, in the caller's transaction. */
@ApplicationScoped
class TopUpDesk {

    private static final Logger LOG = Logger.getLogger(TopUpDesk.class);

    private final TopUps topUps;
    private final LedgerTransfers ledger;
    private final TopUpEvents events;
    private final BusinessClock clock;
    private final MeterRegistry metrics;
    private final Event<WorkDue> due;

    TopUpDesk(
            TopUps topUps,
            LedgerTransfers ledger,
            TopUpEvents events,
            BusinessClock clock,
            MeterRegistry metrics,
            Event<WorkDue> due) {
        this.topUps = topUps;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
        this.due = due;
    }

    /** Locks the top-up and does what the rule says. @return it as it is now; unchanged for a duplicate and for the impossible */
    TopUp decide(Tx tx, TopUpKey key, BiFunction<TopUp, Instant, TopUpDecision> rule) {
        TopUp held = topUps.lock(tx, key).orElseThrow();
        Instant now = clock.now();
        return carryOut(tx, held, rule.apply(held, now), now);
    }

    /** As above, for one that is locked. @throws RejectedException for a refusal */
    TopUp carryOut(Tx tx, TopUp held, TopUpDecision decision, Instant now) {
        if (decision instanceof Act act) {
            TopUp next = act(tx, held, act, now);
            tx.afterCommit(() -> countCall(held, next));
            return next;
        }
        if (decision instanceof Refused refused) {
            throw refused.rejection().exception();
        }
        if (decision instanceof Impossible impossible) {
            metrics.counter(PaymentDesk.IMPOSSIBLE).increment();
            LOG.errorf("Top-up %s: the provider says what can't be: %s", held.id(), impossible.why());
            return held;
        }
        metrics.counter(PaymentDesk.DUPLICATES, "name", ((Duplicate) decision).name())
                .increment();
        return held;
    }

    /** One that began to wait for a person. */
    private void countCall(TopUp before, TopUp after) {
        Attention called = after.attention();
        if (called != null && !before.calls(called.code())) {
            metrics.counter(PaymentDesk.ATTENTION, "code", called.code()).increment();
        }
    }

    /** What the wallet can't hold is held apart; the ledger alone knows, under the wallet's lock. */
    private TopUp act(Tx tx, TopUp held, Act act, Instant now) {
        if (act.transfer() == null) {
            write(tx, held, act, now);
            return act.next();
        }
        try {
            tx.attempt(() -> write(tx, held, act, now));
            return act.next();
        } catch (RejectedException refused) {
            if (!refused.is(PaymentRejection.BALANCE_TOO_LARGE.code())) {
                throw refused;
            }
            Act apart = TopUpRules.tooMuch(held, now);
            write(tx, held, apart, now);
            return apart.next();
        }
    }

    private void write(Tx tx, TopUp held, Act act, Instant now) {
        TopUp next = act.next();
        if (!next.id().equals(held.id())) {
            topUps.insert(tx, next);
        } else {
            topUps.save(tx, held, next);
        }
        if (act.transfer() != null) {
            ledger.post(tx, next.businessId(), List.of(act.transfer()), now);
        }
        if (!held.isSettled() && next.isSettled()) {
            events.settled(tx, next, now);
        } else if (held.isSettled() && !next.isSettled()) {
            events.refundFailed(tx, next, now);
        }
        if (act.transfer() != null) {
            Failpoint.reached(TopUpSteps.WRITTEN);
        }
        tx.afterCommit(() -> due.fire(new WorkDue()));
    }
}
