package io.tresen.payment;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Open;
import java.time.Instant;
import java.util.List;

/** What becomes of an order's payments when somebody asks for something. Times are business time. */
public final class PaymentRules {

    /** Cards that fail for one order: whoever has a pay link could try thousands, for which the shop pays. Nobody has so many. */
    static final int MOST_FAILED = 20;

    private PaymentRules() {}

    /** The order asks to be paid, for the first time. */
    public static Decision request(PaymentOrder order, Instant now) {
        if (order.method() == PaymentMethod.WALLET && order.shopperId() == null) {
            return new Impossible("nobody's wallet can pay");
        }
        if (order.isOver(now)) {
            Cancelled late = new Cancelled("late-request");
            Payment payment = Payment.first(order, late);
            return Act.of(new OrderPayments(order, List.of(payment), List.of()))
                    .telling(new PaymentEvent.Cancelled(payment, late.reason()));
        }
        Payment payment = Payment.first(order, new Open());
        return Act.of(new OrderPayments(order, List.of(payment), List.of())).telling(new PaymentEvent.Pending(payment));
    }

    /** The order asks to be paid, and there is a row already. */
    public static Decision requestAgain(OrderPayments held, PaymentOrder asked) {
        boolean same =
                held.order().amount().equals(asked.amount()) && held.order().method() == asked.method();
        return same ? new Duplicate("already-requested") : new Impossible("another amount or method was requested");
    }

    /** The order no longer asks: what is open is closed, what is in flight is marked, what was captured goes back. */
    public static Decision withdraw(OrderPayments held, String reason) {
        if (held.order().withdrawn() != null) {
            return new Duplicate("already-withdrawn");
        }
        OrderPayments next = held.with(held.order().withdrawnFor(reason));
        Payment last = held.last();
        boolean taken = held.payments().stream().anyMatch(p -> p.state().taken() != null);
        if (!taken && (last.state() instanceof Open || last.state() instanceof Failed)) {
            return close(next, last);
        }
        boolean captured = held.payments().stream()
                .anyMatch(p -> p.state() instanceof Captured
                        && held.refundedMinor(p) < p.state().taken().amountMinor());
        if (captured && held.order().method() != PaymentMethod.COD) {
            return RefundRules.advance(Act.of(next.with(next.order().refunding(RefundReason.LATE_MONEY))));
        }
        return Act.of(next);
    }

    /** Somebody pays by card on the page. A duplicate is answered with the attempt that is there. */
    public static Decision claim(OrderPayments held, Instant now) {
        return claim(held, PaymentMethod.CARD, now);
    }

    /**
     * The shopper pays from the wallet, on the page, with the PIN: claimed and captured at once. The ledger decides whether
     * there is enough.
     */
    public static Decision payFromWallet(OrderPayments held, Instant now) {
        Decision claim = claim(held, PaymentMethod.WALLET, now);
        if (!(claim instanceof Act act)) {
            return claim;
        }
        if (held.order().shopperId() == null) {
            return new Refused(PaymentRejection.PAYMENT_METHOD_UNAVAILABLE);
        }
        Money amount = held.order().amount();
        Payment paid = act.next().last().in(new Captured(amount, false));
        return act.as(act.next().with(paid))
                .telling(new PaymentEvent.Succeeded(paid, amount, false))
                .posting(Transfer.capture(paid, held.order()));
    }

    private static Decision claim(OrderPayments held, PaymentMethod method, Instant now) {
        Payment last = held.last();
        boolean taken = held.payments().stream().anyMatch(p -> p.state().taken() != null);
        if (last.state().isInFlight() || taken) {
            return new Duplicate("answered-with-it");
        }
        if (held.order().method() == PaymentMethod.COD
                || last.state() instanceof Cancelled
                || held.order().isOver(now)) {
            return new Refused(PaymentRejection.NOT_PAYABLE);
        }
        if (method == PaymentMethod.CARD && !takesCards(held)) {
            return new Refused(PaymentRejection.NOT_PAYABLE);
        }
        if (last.state() instanceof Failed) {
            Payment next = last.next(held.order().orderId(), new Confirming()).by(method);
            return Act.of(held.with(next)).telling(new PaymentEvent.Pending(next));
        }
        return Act.of(held.with(last.by(method).in(new Confirming())));
    }

    /** False once too many cards have failed; another way to pay is left to the order. */
    public static boolean takesCards(OrderPayments held) {
        long failed = held.payments().stream()
                .filter(payment -> payment.state() instanceof Failed)
                .count();
        return failed < MOST_FAILED || !(held.last().state() instanceof Failed);
    }

    /** The charge exists at the provider, unconfirmed. */
    public static Decision created(OrderPayments held, Payment payment, String ref) {
        return ref.equals(payment.providerRef())
                ? new Duplicate("already-known")
                : Act.of(held.with(payment.known(ref)));
    }

    /** News of a charge that names the payment and is another than its own: real money, so a person is told. */
    public static Decision elsewhere(OrderPayments held, Payment payment, String ref, Outcome outcome, Instant now) {
        if (ref.equals(payment.providerRef())) {
            return new Duplicate("already-known");
        }
        return outcome instanceof Outcome.Succeeded && !payment.calls(Attention.SECOND_CHARGE)
                ? Act.of(held.with(payment.calling(new Attention(Attention.SECOND_CHARGE, now))))
                : new Duplicate("another-charge");
    }

    /** Whether the created charge may still be confirmed; else it is to be cancelled. */
    public static boolean mayConfirm(OrderPayments held, Payment payment, Instant now) {
        return payment.state() instanceof Confirming && !held.order().isOver(now) && !isUnwanted(held, payment);
    }

    /**
     * Whether nobody wants this attempt's money any more, so that it is closed at the provider while it is in flight: a
     * refund of everything waits for it, and a card holder may let it lie for ever.
     */
    public static boolean isUnwanted(OrderPayments held, Payment payment) {
        PaymentOrder order = held.order();
        return order.withdrawn() != null || order.refundWanted() != null || held.isTakenBeside(payment);
    }

    /** The parcel left. */
    public static Decision openCollection(OrderPayments held) {
        if (held.order().method() != PaymentMethod.COD) {
            return new Impossible("only cash on delivery is collected");
        }
        if (held.order().collectionOpen()) {
            return new Duplicate("already-open");
        }
        if (held.order().withdrawn() != null) {
            return new Impossible("the order was withdrawn before it was shipped");
        }
        return Act.of(held.with(held.order().collectionOpened()));
    }

    /** Cash was taken at the door. */
    public static Decision collect(OrderPayments held, Payment payment, Money cash) {
        PaymentOrder order = held.order();
        if (order.method() != PaymentMethod.COD) {
            return new Refused(PaymentRejection.NOT_CASH_ON_DELIVERY);
        }
        if (!cash.equals(order.amount())) {
            return new Refused(PaymentRejection.WRONG_AMOUNT);
        }
        if (payment.state() instanceof Captured) {
            return new Refused(PaymentRejection.ALREADY_COLLECTED);
        }
        if (order.withdrawn() != null || !(payment.state() instanceof Open)) {
            return new Refused(PaymentRejection.COLLECTION_CLOSED);
        }
        if (!order.collectionOpen()) {
            return new Refused(PaymentRejection.NOT_SHIPPED);
        }
        Payment paid = payment.in(new Captured(cash, false));
        return Act.of(held.with(paid))
                .telling(new PaymentEvent.CashCollected(paid, cash))
                .posting(Transfer.capture(paid, order));
    }

    /** The provider has not said for too long: a person is told, and the janitor goes on. */
    public static Decision unclear(OrderPayments held, Payment payment, Instant now) {
        if (!payment.state().isInFlight() || payment.attention() != null) {
            return new Duplicate("told-before");
        }
        return Act.of(held.with(payment.with(new Attention(Attention.UNCLEAR, now))));
    }

    /** As {@link #unclear}, of an attempt that ended without money, of which the provider has told since what can't be read. */
    public static Decision doubtful(OrderPayments held, Payment payment, Instant now) {
        if (!payment.state().isEndedWithoutMoney() || payment.attention() != null) {
            return new Duplicate("told-before");
        }
        return Act.of(held.with(payment.with(new Attention(Attention.UNCLEAR, now))));
    }

    static Act close(OrderPayments next, Payment payment) {
        String reason = "returned".equals(next.order().withdrawn()) ? "returned" : "withdrawn";
        Payment closed = payment.in(new Cancelled(reason)).calmed(Attention.UNCLEAR);
        return Act.of(next.with(closed)).telling(new PaymentEvent.Cancelled(closed, reason));
    }
}
