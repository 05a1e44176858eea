package io.tresen.payment;

import io.tresen.messaging.Ids;
import java.util.UUID;

/**
 * One attempt to pay an order.
 *
 * @param id derived from order and attempt; also the provider's idempotency key
 * @param attempt 1, 2, 3 … per order
 * @param method what it is paid with; the order's own until somebody pays with another
 * @param refundCount refunds ever begun, from which their ids are derived
 * @param providerRef the provider's id of the charge; null before it is known, and for cash
 * @param attention null when nobody is needed
 * @param fee what the platform took of it; none before it is captured, and of late and held money
 */
public record Payment(
        UUID id,
        int attempt,
        PaymentMethod method,
        PaymentState state,
        int refundCount,
        String providerRef,
        Attention attention,
        Fee fee) {

    /** The attempt's id, the same each time. */
    public static UUID id(UUID orderId, int attempt) {
        return Ids.v5(orderId, "payment:" + attempt);
    }

    static Payment first(PaymentOrder order, PaymentState state) {
        return new Payment(id(order.orderId(), 1), 1, order.method(), state, 0, null, null, Fee.NONE);
    }

    Payment next(UUID orderId, PaymentState nextState) {
        return new Payment(id(orderId, attempt + 1), attempt + 1, method, nextState, 0, null, null, Fee.NONE);
    }

    Payment by(PaymentMethod other) {
        return new Payment(id, attempt, other, state, refundCount, providerRef, attention, fee);
    }

    Payment in(PaymentState next) {
        return new Payment(id, attempt, method, next, refundCount, providerRef, attention, fee);
    }

    Payment with(Attention next) {
        return new Payment(id, attempt, method, state, refundCount, providerRef, next, fee);
    }

    /** Whether that kind of attention stands. */
    boolean calls(String code) {
        return attention != null && attention.code().equals(code);
    }

    /** With that attention, unless a weightier one stands. */
    Payment calling(Attention next) {
        return next.mayReplace(attention) ? with(next) : this;
    }

    /** Without attention, since all its money went back; a second charge's did not. */
    Payment settled() {
        return calls(Attention.SECOND_CHARGE) ? this : with(null);
    }

    /** Without that kind of attention; another kind stays. */
    Payment calmed(String code) {
        return calls(code) ? with(null) : this;
    }

    Payment known(String ref) {
        return new Payment(id, attempt, method, state, refundCount, ref, attention, fee);
    }

    Payment countingRefund() {
        return new Payment(id, attempt, method, state, refundCount + 1, providerRef, attention, fee);
    }

    Payment charged(Fee next) {
        return new Payment(id, attempt, method, state, refundCount, providerRef, attention, next);
    }
}
