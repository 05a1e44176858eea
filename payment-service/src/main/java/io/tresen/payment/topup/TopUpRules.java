package io.tresen.payment.topup;

import io.tresen.costs.CardCurrency;
import io.tresen.messaging.Money;
import io.tresen.messaging.Rejection;
import io.tresen.payment.Attention;
import io.tresen.payment.Outcome;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.PaymentState;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.tresen.payment.topup.TopUpDecision.Act;
import io.tresen.payment.topup.TopUpDecision.Duplicate;
import io.tresen.payment.topup.TopUpDecision.Impossible;
import io.tresen.payment.topup.TopUpDecision.Refused;
import io.tresen.payment.wallet.WalletLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a top-up, whoever speaks, in any order and as often as they like: money that was taken always counts, anything
 * else only while the charge is in flight. Times are business time.
 */
public final class TopUpRules {

    /** How long a card may be charged. */
    public static final Duration LIFE = Duration.ofHours(1);

    /** Top-ups of one wallet that may still be paid. */
    private static final int MOST_OPEN = 5;

    /** Cards that are tried for one top-up; whoever has none that pays begins another one. */
    static final int MOST_TRIES = 10;

    private TopUpRules() {}

    /**
     * Why such a top-up is not begun.
     *
     * @param limit the wallet's: one top-up brings no more than one transfer may move, and all of 24 hours no more than a day's
     * @param todayMinor what was topped up since 24 hours ago, or still may be
     * @param open how many may still be paid
     */
    static Optional<Rejection> refusal(Money amount, String currency, WalletLimit limit, long todayMinor, long open) {
        if (!amount.currency().equals(currency) || amount.amountMinor() <= 0) {
            return Optional.of(TopUpRejection.INVALID_AMOUNT);
        }
        if (!CardCurrency.of(currency).isPayable(amount.amountMinor())) {
            return Optional.of(TopUpRejection.AMOUNT_NOT_PAYABLE);
        }
        if (amount.amountMinor() > limit.perTransfer().amountMinor()) {
            return Optional.of(TopUpRejection.TOP_UP_LIMIT_EXCEEDED);
        }
        if (todayMinor > limit.perDay().amountMinor() - amount.amountMinor()) {
            return Optional.of(TopUpRejection.DAILY_TOP_UP_LIMIT_EXCEEDED);
        }
        return open >= MOST_OPEN ? Optional.of(TopUpRejection.TOO_MANY_TOP_UPS) : Optional.empty();
    }

    /**
     * Somebody pays on its page. A duplicate is answered with what is there.
     *
     * @param tries how many there are with this one, from 1
     * @param nextToken names the next one's page
     */
    static TopUpDecision claim(TopUp topUp, int tries, String nextToken, Instant now) {
        if (topUp.state().isInFlight() || topUp.state().taken() != null) {
            return new Duplicate("answered-with-it");
        }
        if (topUp.state() instanceof Cancelled || topUp.isOver(now)) {
            return new Refused(PaymentRejection.NOT_PAYABLE);
        }
        if (topUp.state() instanceof Failed && tries >= MOST_TRIES) {
            return new Refused(PaymentRejection.NOT_PAYABLE);
        }
        TopUp paid = topUp.state() instanceof Failed ? topUp.again(nextToken, now) : topUp;
        return Act.of(paid.in(new Confirming()));
    }

    /** What its page shows: after the last try one that nobody can pay any more. @param tries how many there are with this one */
    static TopUp shown(TopUp topUp, int tries) {
        boolean over = topUp.state() instanceof Failed && tries >= MOST_TRIES && topUp.withdrawn() == null;
        return over ? topUp.withdrawnFor("cancelled") : topUp;
    }

    /** The charge exists at the provider, unconfirmed. */
    static TopUpDecision created(TopUp topUp, String ref) {
        return ref.equals(topUp.providerRef()) ? new Duplicate("already-known") : Act.of(topUp.known(ref));
    }

    /** News of a charge that names the top-up and is another than its own: real money, so a person is told. */
    static TopUpDecision elsewhere(TopUp topUp, Outcome outcome, Instant now) {
        return outcome instanceof Outcome.Succeeded && !topUp.calls(Attention.SECOND_CHARGE)
                ? Act.of(topUp.calling(new Attention(Attention.SECOND_CHARGE, now)))
                : new Duplicate("another-charge");
    }

    /** Whether the created charge may still be confirmed; else it is to be cancelled. */
    static boolean mayConfirm(TopUp topUp, Instant now) {
        return topUp.state() instanceof Confirming && !topUp.isOver(now);
    }

    /** Its time is over, or the shopper does not want it. @param reason {@code expired} or {@code cancelled} */
    static TopUpDecision withdraw(TopUp topUp, String reason) {
        if (topUp.state() instanceof Open) {
            return Act.of(topUp.withdrawnFor(reason).in(new Cancelled(reason)));
        }
        if (!topUp.state().isInFlight() && !(topUp.state() instanceof Failed)) {
            return new Duplicate("ended-before");
        }
        return topUp.withdrawn() == null ? Act.of(topUp.withdrawnFor(reason)) : new Duplicate("already-withdrawn");
    }

    /** The provider's word about the charge. */
    static TopUpDecision hear(TopUp topUp, Outcome outcome, Instant now) {
        PaymentState state = topUp.state();
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return taken(topUp, succeeded.taken(), now);
        }
        if (state instanceof Open) {
            return new Impossible("nobody has paid it yet");
        }
        if (!state.isInFlight()) {
            return new Duplicate("stale");
        }
        if (outcome instanceof Outcome.Failed failed) {
            return ended(topUp, failed.code());
        }
        if (outcome instanceof Outcome.Cancelled) {
            return ended(topUp, "not-confirmed");
        }
        if (outcome instanceof Outcome.Pending pending) {
            return pending(topUp, pending.redirectUrl());
        }
        return state instanceof Confirming
                ? Act.of(topUp.in(new Unknown()))
                : new Duplicate(state instanceof Unknown ? "still-unknown" : "not-answered");
    }

    private static TopUpDecision taken(TopUp topUp, Money taken, Instant now) {
        if (topUp.state().taken() != null) {
            return new Duplicate("already-taken");
        }
        if (taken.amountMinor() <= 0) {
            return new Impossible("a success without money");
        }
        if (!taken.equals(topUp.amount())) {
            return held(
                    topUp,
                    taken,
                    taken.currency().equals(topUp.amount().currency()) ? "wrong-amount" : "wrong-currency",
                    now);
        }
        TopUp paid = topUp.in(new Captured(taken, topUp.isOver(now))).calmed(Attention.UNCLEAR);
        return new Act(paid, TopUpLedger.credit(paid));
    }

    /** The wallet can't hold it. */
    static Act tooMuch(TopUp topUp, Instant now) {
        return held(topUp, topUp.amount(), PaymentRejection.BALANCE_TOO_LARGE.code(), now);
    }

    /** Nobody's money: it goes back in full, and a person is told until it did. */
    private static Act held(TopUp topUp, Money taken, String code, Instant now) {
        TopUp wrong = topUp.in(new Held(taken, code))
                .calling(new Attention(code, now))
                .goingBack();
        return new Act(wrong, TopUpLedger.hold(wrong));
    }

    private static TopUpDecision ended(TopUp topUp, String code) {
        PaymentState end = topUp.withdrawn() == null ? new Failed(code) : new Cancelled(topUp.withdrawn());
        return Act.of(topUp.in(end).calmed(Attention.UNCLEAR));
    }

    private static TopUpDecision pending(TopUp topUp, String redirectUrl) {
        boolean news = redirectUrl != null || !(topUp.state() instanceof Waiting);
        TopUp waiting = (news ? topUp.in(new Waiting(redirectUrl)) : topUp).calmed(Attention.UNCLEAR);
        return waiting.equals(topUp) ? new Duplicate("still-waiting") : Act.of(waiting);
    }

    /** The provider has not said for too long: a person is told, and the janitor goes on. */
    static TopUpDecision unclear(TopUp topUp, Instant now) {
        boolean waits = topUp.state().isInFlight() || topUp.isGoingBack();
        return waits && topUp.attention() == null
                ? Act.of(topUp.with(new Attention(Attention.UNCLEAR, now)))
                : new Duplicate("told-before");
    }
}
