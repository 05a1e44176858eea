package io.tresen.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.By;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.wallet.WalletSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Carries a decision out: state, ledger and events in one transaction, under the order's lock. */
@ApplicationScoped
public class PaymentDesk {

    private static final Logger LOG = Logger.getLogger(PaymentDesk.class);

    /** Counters, of top-ups too: what can't be; by {@code name} what changes nothing; by {@code code} what waits for a person. */
    public static final String IMPOSSIBLE = "tresen.payment.impossible";

    public static final String DUPLICATES = "tresen.payment.duplicates";
    public static final String ATTENTION = "tresen.payment.attention";

    private final Payments payments;
    private final LedgerTransfers ledger;
    private final Fees fees;
    private final PaymentEvents events;
    private final OrderAsks asks;
    private final MeterRegistry metrics;
    private final jakarta.enterprise.event.Event<WorkDue> due;

    PaymentDesk(
            Payments payments,
            LedgerTransfers ledger,
            Fees fees,
            PaymentEvents events,
            OrderAsks asks,
            MeterRegistry metrics,
            jakarta.enterprise.event.Event<WorkDue> due) {
        this.payments = payments;
        this.ledger = ledger;
        this.fees = fees;
        this.events = events;
        this.asks = asks;
        this.metrics = metrics;
        this.due = due;
    }

    /** Makes its counters known before the first time, or that rise is not seen. */
    public void startCounting() {
        Attention.CODES.forEach(this::calls);
        metrics.counter(IMPOSSIBLE);
    }

    /**
     * Carries the decision out on payments that are locked.
     *
     * @param before as they were locked
     * @param cause the event that asked for it, or null
     * @return as they are now; unchanged for a duplicate
     * @throws ImpossibleDecision for the impossible
     * @throws io.tresen.messaging.RejectedException for a refusal
     */
    OrderPayments carryOut(Tx tx, OrderPayments before, Decision decision, Instant now, Event cause) {
        return carryOut(tx, before, decision, now, cause, By.SYSTEM);
    }

    /** As above. @param by who did what the ledger is to note */
    OrderPayments carryOut(Tx tx, OrderPayments before, Decision decision, Instant now, Event cause, By by) {
        if (decision instanceof Act decided) {
            Act act = fees.charge(tx, before, decided, now);
            if (payments.save(tx, before, act.next())) {
                tx.afterCommit(() -> due.fire(new WorkDue()));
            }
            finish(tx, act, now, cause, by);
            tx.afterCommit(() -> countCalls(before, act.next()));
            // only its shopper can be asked for an order's money elsewhere
            boolean closes = before.order().shopperId() != null
                    && PayPageState.of(before, now).isOpen()
                    && !PayPageState.of(act.next(), now).isOpen();
            if (closes) {
                asks.end(tx, OrderKey.of(before.order()), now, cause);
            }
            return act.next();
        }
        if (decision instanceof Refused refused) {
            throw refused.rejection().exception();
        }
        if (decision instanceof Impossible impossible) {
            metrics.counter(IMPOSSIBLE).increment();
            throw new ImpossibleDecision(impossible.why());
        }
        String name = ((Duplicate) decision).name();
        metrics.counter(DUPLICATES, "name", name).increment();
        LOG.debugf("Order %s: %s", before.order().orderId(), name);
        return before;
    }

    /** {@code tresen_payment_attention_total} by {@code code}: payments that began to wait for a person. */
    private void countCalls(OrderPayments before, OrderPayments after) {
        for (Payment payment : after.payments()) {
            Attention called = payment.attention();
            boolean known = called == null
                    || before.payments().stream()
                            .anyMatch(it -> it.id().equals(payment.id()) && it.calls(called.code()));
            if (!known) {
                calls(called.code()).increment();
            }
        }
    }

    private Counter calls(String code) {
        return metrics.counter(ATTENTION, "code", code);
    }

    /** Carries the first decision about an order out. @return false when there is a row already */
    boolean begin(Tx tx, Act act, Instant now, Event cause) {
        if (!payments.insert(tx, act.next(), cause == null ? null : cause.traceparent())) {
            return false;
        }
        finish(tx, act, now, cause, By.SYSTEM);
        return true;
    }

    private void finish(Tx tx, Act act, Instant now, Event cause, By by) {
        PaymentOrder order = act.next().order();
        List<Transfer> transfers = act.transfers().stream()
                .map(transfer -> transfer.of(order.orderId(), whose(act, transfer, by)))
                .toList();
        ledger.post(tx, order.businessId(), transfers, now);
        events.publish(tx, order, act.events(), now, cause);
        transfers.stream().filter(Transfer::movesWallet).forEach(transfer -> steps(tx, transfer));
    }

    private static void steps(Tx tx, Transfer transfer) {
        boolean back = transfer.kind() == Transfer.Kind.REFUND;
        Failpoint.reached(back ? WalletSteps.REFUND_WRITTEN : WalletSteps.CAPTURE_WRITTEN);
        tx.afterCommit(() -> Failpoint.reached(back ? WalletSteps.REFUNDED : WalletSteps.CAPTURED));
    }

    /** Money that goes back is the deed of who asked for it; that it came back is nobody's. */
    private static By whose(Act act, Transfer transfer, By by) {
        if (transfer.kind() != Transfer.Kind.REFUND) {
            return by;
        }
        return act.next().refund(transfer.about().refundId()).map(Refund::by).orElse(by);
    }
}
