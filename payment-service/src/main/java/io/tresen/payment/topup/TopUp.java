package io.tresen.payment.topup;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.payment.Attention;
import io.tresen.payment.Parts;
import io.tresen.payment.PaymentState;
import io.tresen.payment.Refund;
import io.tresen.payment.RefundReason;
import io.tresen.payment.RefundState;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that a card is to bring into a shopper's wallet.
 *
 * @param id also the provider's idempotency key
 * @param amount what the card is charged with and the wallet rises by
 * @param payToken unguessable name of its page
 * @param retryOf the declined one that this one tries again; null for a first one
 * @param by who asked for it
 * @param createdAt business time
 * @param payBy business time after which no card is charged
 * @param withdrawn why nobody waits for the money any more: {@code expired} or {@code cancelled}; null while somebody does
 * @param providerRef the provider's id of the charge; null before it is known
 * @param attention null when nobody is needed
 * @param refund how held money goes back; null for none
 */
public record TopUp(
        UUID id,
        UUID businessId,
        UUID shopperId,
        Money amount,
        String payToken,
        UUID retryOf,
        By by,
        Instant createdAt,
        Instant payBy,
        String withdrawn,
        PaymentState state,
        String providerRef,
        Attention attention,
        Refund refund) {

    /** One that nobody has paid yet. */
    public static TopUp open(
            TopUpKey key, UUID shopperId, Money amount, String payToken, By by, Instant createdAt, Instant payBy) {
        return new TopUp(
                key.topUpId(),
                key.businessId(),
                shopperId,
                amount,
                payToken,
                null,
                by,
                createdAt,
                payBy,
                null,
                new PaymentState.Open(),
                null,
                null,
                null);
    }

    /** What names it. */
    public TopUpKey key() {
        return new TopUpKey(businessId, id);
    }

    /** The id of the one that tries it again, the same each time. */
    UUID nextId() {
        return Ids.v5(id, "again");
    }

    /** The one that tries it again. */
    TopUp again(String nextToken, Instant now) {
        return new TopUp(
                nextId(),
                businessId,
                shopperId,
                amount,
                nextToken,
                id,
                by,
                now,
                payBy,
                null,
                new PaymentState.Open(),
                null,
                null,
                null);
    }

    /** True when no card is charged any more. */
    public boolean isOver(Instant now) {
        return withdrawn != null || !now.isBefore(payBy);
    }

    /** True once what was taken is in the wallet, or went back. */
    boolean isSettled() {
        return state instanceof PaymentState.Captured || state.taken() != null && !isGoingBack();
    }

    /** True while held money has not gone back. */
    public boolean isGoingBack() {
        return refund != null && refund.state() != RefundState.SUCCEEDED;
    }

    TopUp in(PaymentState next) {
        return with(next, withdrawn, providerRef, attention, refund);
    }

    TopUp withdrawnFor(String reason) {
        return with(state, reason, providerRef, attention, refund);
    }

    TopUp known(String ref) {
        return with(state, withdrawn, ref, attention, refund);
    }

    TopUp with(Attention next) {
        return with(state, withdrawn, providerRef, next, refund);
    }

    TopUp with(Refund next) {
        return with(state, withdrawn, providerRef, attention, next);
    }

    /** With that attention, unless a weightier one stands. */
    TopUp calling(Attention next) {
        return next.mayReplace(attention) ? with(next) : this;
    }

    /** Without that kind of attention; another kind stays. */
    TopUp calmed(String code) {
        return calls(code) ? with((Attention) null) : this;
    }

    boolean calls(String code) {
        return attention != null && attention.code().equals(code);
    }

    /** With a refund of everything that was taken, the next in number. */
    TopUp goingBack() {
        int n = refund == null ? 1 : refund.n() + 1;
        return with(new Refund(
                Refund.id(id, n),
                id,
                n,
                state.taken(),
                RefundReason.LATE_MONEY,
                RefundState.REQUESTED,
                null,
                null,
                null,
                By.SYSTEM,
                Parts.NONE));
    }

    private TopUp with(PaymentState nextState, String nextWithdrawn, String ref, Attention next, Refund nextRefund) {
        return new TopUp(
                id,
                businessId,
                shopperId,
                amount,
                payToken,
                retryOf,
                by,
                createdAt,
                payBy,
                nextWithdrawn,
                nextState,
                ref,
                next,
                nextRefund);
    }
}
