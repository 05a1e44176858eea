package io.tresen.payment;

import io.tresen.costs.CardCurrency;
import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How money goes back. Everything that an order wants back waits for payments and refunds in flight and repeats until
 * nothing is left; nothing left is a success.
 */
public final class RefundRules {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_FAILURES = 10;

    private RefundRules() {}

    /** The order asks for everything captured and not yet refunded; where late money alone was to go back, now all is. */
    public static Decision everything(OrderPayments held, RefundReason reason) {
        PaymentOrder order = held.order();
        if (order.refundWanted() != null && !isForLateOnly(order)) {
            return new Duplicate("already-refunding");
        }
        if (order.method() == PaymentMethod.COD && !held.allRefunded()) {
            return new Impossible("cash goes back by hand");
        }
        PaymentOrder asking = order.refunding(reason);
        // who asks for everything means the first capture too
        return advance(Act.of(held.with(isForLateOnly(asking) ? order.refunding(RefundReason.CANCELLATION) : asking)));
    }

    /**
     * A person asks for an amount of one payment. Cash is handed over, so it is done at once; where nobody knows whether the
     * money came, it waits.
     */
    public static Decision part(OrderPayments held, Payment payment, long amountMinor, String note, By by) {
        if (payment.method() == PaymentMethod.CARD && !isPayable(held, payment, amountMinor)) {
            return new Refused(PaymentRejection.AMOUNT_NOT_PAYABLE);
        }
        if (payment.state() instanceof PaymentState.Unknown) {
            return WaitingRefunds.ask(held, payment, amountMinor, note, by);
        }
        if (amountMinor > held.refundableMinor(payment)) {
            return new Refused(PaymentRejection.REFUND_EXCEEDS_CAPTURED);
        }
        Act act = begin(Act.of(held), payment, amountMinor, RefundReason.REQUESTED, note, by);
        return isDoneAtOnce(payment) ? advance(done(act, newest(act.next()), null)) : act;
    }

    /** Whether the card provider can express it, e.g. no part of a ten fils. */
    private static boolean isPayable(OrderPayments held, Payment payment, long amountMinor) {
        Money taken = payment.state().taken();
        String currency = (taken == null ? held.order().amount() : taken).currency();
        return CardCurrency.of(currency).toCard(amountMinor).isPresent();
    }

    /** Tries again what failed before. */
    public static Decision repeat(OrderPayments held) {
        Act act = advance(Act.of(held));
        return act.next().equals(held) ? new Duplicate("refund-waits") : act;
    }

    /**
     * When what the order wants back is asked for again after a refund failed, a person's too, since it may be what the others
     * waited for; empty when nothing is wanted, or a person must look. A person's refund takes no try.
     */
    public static Optional<Duration> pause(OrderPayments held) {
        long failures = held.refunds().stream()
                .filter(refund -> refund.state() == RefundState.FAILED && refund.reason() != RefundReason.REQUESTED)
                .count();
        if (held.order().refundWanted() == null || failures > MOST_FAILURES) {
            return Optional.empty();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.max(failures, 1) - 1);
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** The provider's word about a refund. @param ref its id there; null when it did not say */
    public static Decision hear(OrderPayments held, Refund refund, String ref, Outcome outcome, Instant now) {
        RefundState state = refund.state();
        if (state == RefundState.WAITING) {
            return new Impossible("the provider was not asked for this refund");
        }
        if (outcome instanceof Outcome.Failed failed && state != RefundState.FAILED) {
            return failed(held, refund, ref, failed.code(), now);
        }
        if (outcome instanceof Outcome.Cancelled && state != RefundState.FAILED) {
            return failed(held, refund, ref, "cancelled", now);
        }
        if (!state.isInFlight()) {
            return new Duplicate("refund-has-ended");
        }
        if (outcome instanceof Outcome.Succeeded) {
            return succeeded(held, refund, ref);
        }
        Refund next = outcome instanceof Outcome.Pending
                ? refund.in(RefundState.PENDING, ref, null)
                : refund.in(state == RefundState.REQUESTED ? RefundState.UNKNOWN : state, ref, null);
        Payment payment = held.payment(refund.paymentId()).orElseThrow();
        Payment calm = outcome instanceof Outcome.Pending && !isUnknownBeside(held, refund)
                ? payment.calmed(Attention.UNCLEAR)
                : payment;
        return next.equals(refund) && calm.equals(payment)
                ? new Duplicate("refund-still-" + state.word())
                : Act.of(held.with(next).with(calm));
    }

    private static boolean isUnknownBeside(OrderPayments held, Refund refund) {
        return held.refunds().stream()
                .anyMatch(other -> other.paymentId().equals(refund.paymentId())
                        && !other.id().equals(refund.id())
                        && other.state() == RefundState.UNKNOWN);
    }

    /** The provider has not said for too long. */
    public static Decision unclear(OrderPayments held, Refund refund, Instant now) {
        Payment payment = held.payment(refund.paymentId()).orElseThrow();
        if (!refund.state().isInFlight() || payment.attention() != null) {
            return new Duplicate("told-before");
        }
        return Act.of(held.with(payment.with(new Attention(Attention.UNCLEAR, now))));
    }

    static Act begin(Act act, Payment payment, long amountMinor, RefundReason reason, String note, By by) {
        Money amount = new Money(amountMinor, payment.state().taken().currency());
        return act.as(
                act.next().with(payment.countingRefund()).with(Refund.requested(payment, amount, reason, note, by)));
    }

    /** Takes the next step towards "all that is wanted went back", if the order wants that and nothing is in flight. */
    static Act advance(Act act) {
        OrderPayments held = act.next();
        RefundReason reason = held.order().refundWanted();
        if (reason == null
                || held.payments().stream().anyMatch(p -> p.state().isInFlight())
                || held.refunds().stream().anyMatch(r -> r.state().isInFlight())) {
            return act;
        }
        List<Payment> left =
                held.payments().stream().filter(p -> isWanted(held, p)).toList();
        if (left.isEmpty() && isForLateOnly(held.order())) {
            return act.as(
                    held.with(held.order().refunding(null))); // the order asked for nothing and waits for no answer
        }
        if (left.isEmpty()) {
            Payment last = held.last();
            return act.as(held.with(held.order().refunding(null)))
                    .telling(new PaymentEvent.Refunded(
                            last,
                            Ids.v5(last.id(), "refund:none"),
                            new Money(0, held.order().amount().currency()),
                            held.takenMinor(),
                            held.refundedMinor(),
                            reason,
                            true));
        }
        for (Payment payment : left) {
            act = begin(act, payment, held.refundableMinor(payment), reason, null, By.SYSTEM);
        }
        return act;
    }

    /**
     * Cash is handed over and a wallet is ours: nobody has to be asked. For a person's refund alone: what an order asks for may
     * come with what others ask for, in one transaction, which would lock wallets in the order of its coming.
     */
    private static boolean isDoneAtOnce(Payment payment) {
        return payment.method() != PaymentMethod.CARD;
    }

    /** Whether the order wants back what is left of this attempt's money. */
    private static boolean isWanted(OrderPayments held, Payment payment) {
        return held.order().refundWanted() != null
                && payment.state() instanceof PaymentState.Captured captured
                && (captured.late() || !isForLateOnly(held.order()))
                && held.refundableMinor(payment) > 0;
    }

    /** Late money is to go back while the order stands: what was captured in time is the shop's. */
    private static boolean isForLateOnly(PaymentOrder order) {
        return order.refundWanted() == RefundReason.LATE_MONEY && order.withdrawn() == null;
    }

    private static Act succeeded(OrderPayments held, Refund refund, String ref) {
        return advance(done(Act.of(held), refund, ref));
    }

    /** It went through, after what was decided before. */
    private static Act done(Act act, Refund refund, String ref) {
        OrderPayments held = act.next();
        Payment paid = held.payment(refund.paymentId()).orElseThrow();
        Refund done = refund.in(RefundState.SUCCEEDED, ref, null)
                .reversing(held.reversing(paid, refund.amount().amountMinor()));
        Payment payment = calmed(held.with(done), paid);
        OrderPayments next = held.with(done).with(payment);
        boolean complete = next.allRefunded();
        if (complete) {
            next = next.with(next.order().refunding(null));
        }
        return act.as(next)
                .telling(new PaymentEvent.Refunded(
                        payment,
                        done.id(),
                        done.amount(),
                        next.takenMinor(),
                        next.refundedMinor(),
                        done.reason(),
                        complete))
                .posting(Transfer.refund(payment, done, held.order()));
    }

    /** Without what nobody has to look at any more, now that a refund went through. */
    private static Payment calmed(OrderPayments held, Payment payment) {
        if (held.refundedMinor(payment) == payment.state().taken().amountMinor()) {
            return payment.settled();
        }
        boolean goesOn = isWanted(held, payment)
                || held.refunds().stream()
                        .anyMatch(refund -> refund.paymentId().equals(payment.id())
                                && refund.state().isInFlight());
        return goesOn ? payment : payment.calmed(Attention.UNCLEAR).calmed(Attention.REFUND_FAILED);
    }

    /**
     * Also when it had succeeded: then it is booked back. What nobody asked for by hand is wanted again, and what a person asked
     * for too where the order has asked for everything since: it counted that as gone. Held money stays a person's.
     */
    private static Act failed(OrderPayments held, Refund refund, String ref, String code, Instant now) {
        Refund refused = refund.in(RefundState.FAILED, ref, code);
        Payment payment =
                held.payment(refund.paymentId()).orElseThrow().calling(new Attention(Attention.REFUND_FAILED, now));
        OrderPayments next = held.with(refused).with(payment);
        boolean widens = held.order().refundWanted() == null || isForLateOnly(held.order());
        RefundReason reason = reasonAgain(held, refund);
        if (reason != RefundReason.REQUESTED && widens && payment.state() instanceof PaymentState.Captured) {
            next = next.with(held.order().refunding(reason));
        }
        Act act = Act.of(next).telling(failure(next, payment, refused));
        return refund.state() == RefundState.SUCCEEDED
                ? act.posting(Transfer.reversal(payment, refused, held.order()))
                : act;
    }

    /** For what reason money is wanted again whose refund failed; {@code REQUESTED}: for none. */
    private static RefundReason reasonAgain(OrderPayments held, Refund failed) {
        if (isAllAskedFor(held)) {
            return RefundReason.CANCELLATION;
        }
        // nothing that was captured stays with an order that no longer asks
        return held.order().withdrawn() != null ? RefundReason.LATE_MONEY : failed.reason();
    }

    /** Whether the order was cancelled. Of one that the version before has cancelled, its refunds tell, where there was anything left. */
    private static boolean isAllAskedFor(OrderPayments held) {
        return held.order().allAsked()
                || held.refunds().stream().anyMatch(refund -> refund.reason() == RefundReason.CANCELLATION);
    }

    /** What is told of a refund that failed, with what is left. @param next as they stand without it */
    static PaymentEvent.RefundFailed failure(OrderPayments next, Payment payment, Refund failed) {
        return new PaymentEvent.RefundFailed(
                payment,
                failed.id(),
                failed.amount(),
                failed.code(),
                next.capturedMinor(),
                next.capturedAndRefundedMinor());
    }

    private static Refund newest(OrderPayments held) {
        return held.refunds().get(held.refunds().size() - 1);
    }
}
