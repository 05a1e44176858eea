package io.tresen.payment.topup;

import io.tresen.payment.Attention;
import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import io.tresen.payment.RefundState;
import io.tresen.payment.topup.TopUpDecision.Act;
import io.tresen.payment.topup.TopUpDecision.Duplicate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How held money of a top-up goes back: in full, once, tried again with a pause until a person must look. */
public final class TopUpRefundRules {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_TRIES = 10;

    private TopUpRefundRules() {}

    /** The provider's word about a refund. @param ref its id there; null when it did not say */
    static TopUpDecision hear(TopUp topUp, UUID refundId, String ref, Outcome outcome, Instant now) {
        Refund refund = topUp.refund();
        if (refund == null || !refund.id().equals(refundId)) {
            return new Duplicate("another-refund");
        }
        boolean no = outcome instanceof Outcome.Failed || outcome instanceof Outcome.Cancelled;
        if (no && refund.state() != RefundState.FAILED) {
            String code = outcome instanceof Outcome.Failed failed ? failed.code() : "cancelled";
            return failed(topUp, refund.in(RefundState.FAILED, ref, code), now);
        }
        if (!refund.state().isInFlight()) {
            return new Duplicate("refund-has-ended");
        }
        if (outcome instanceof Outcome.Succeeded) {
            TopUp done = settled(topUp.with(refund.in(RefundState.SUCCEEDED, ref, null)));
            return new Act(done, TopUpLedger.refund(done));
        }
        RefundState silent = refund.state() == RefundState.REQUESTED ? RefundState.UNKNOWN : refund.state();
        Refund next = refund.in(outcome instanceof Outcome.Pending ? RefundState.PENDING : silent, ref, null);
        return next.equals(refund) ? new Duplicate("refund-goes-on") : Act.of(topUp.with(next));
    }

    /** Tries again what failed. */
    static TopUpDecision repeat(TopUp topUp) {
        return pause(topUp).isEmpty() ? new Duplicate("refund-waits") : Act.of(topUp.goingBack());
    }

    /** When a failed refund is tried again; empty when none failed, or a person must look. */
    static Optional<Duration> pause(TopUp topUp) {
        Refund refund = topUp.refund();
        if (refund == null || refund.state() != RefundState.FAILED || refund.n() > MOST_TRIES) {
            return Optional.empty();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << refund.n() - 1);
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** Also when it had succeeded: then it is booked back. */
    private static TopUpDecision failed(TopUp topUp, Refund failed, Instant now) {
        TopUp next = topUp.with(failed).calling(new Attention(Attention.REFUND_FAILED, now));
        return new Act(next, topUp.refund().state() == RefundState.SUCCEEDED ? TopUpLedger.reversal(next) : null);
    }

    /** Without attention, since all its money went back; a second charge's did not. */
    private static TopUp settled(TopUp topUp) {
        return topUp.calls(Attention.SECOND_CHARGE) ? topUp : topUp.with((Attention) null);
    }
}
