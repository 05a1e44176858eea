package io.tresen.payment;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What an order asks for; the row that stands for the key and is locked first.
 *
 * @param shopperId opaque; null for an order without one
 * @param conversationId null for an order without one
 * @param amount what the order costs
 * @param parts of the amount, as the order said, without fee
 * @param payToken unguessable name of the pay page, the same for all attempts; null for cash
 * @param payBy business time after which a payment is late; null for cash
 * @param withdrawn why the order no longer asks: {@code expired}, {@code cancelled}, {@code returned}; null while it does
 * @param collectionOpen true once the parcel left, so that cash may be collected
 * @param refundWanted set while everything captured is to go back
 * @param allAsked true for good once everything captured was to go back for a cancellation; false where the version before 0129 has
 *     noted it alone
 */
public record PaymentOrder(
        UUID orderId,
        UUID businessId,
        String orderNo,
        UUID shopperId,
        UUID conversationId,
        PaymentMethod method,
        Money amount,
        Parts parts,
        String payToken,
        Instant payBy,
        String withdrawn,
        boolean collectionOpen,
        RefundReason refundWanted,
        boolean allAsked) {

    PaymentOrder withdrawnFor(String reason) {
        return new PaymentOrder(
                orderId,
                businessId,
                orderNo,
                shopperId,
                conversationId,
                method,
                amount,
                parts,
                payToken,
                payBy,
                reason,
                collectionOpen,
                refundWanted,
                allAsked);
    }

    PaymentOrder collectionOpened() {
        return new PaymentOrder(
                orderId,
                businessId,
                orderNo,
                shopperId,
                conversationId,
                method,
                amount,
                parts,
                payToken,
                payBy,
                withdrawn,
                true,
                refundWanted,
                allAsked);
    }

    /** Wanting that back; null: nothing any more. That it wanted everything is not forgotten, whoever noted that. */
    PaymentOrder refunding(RefundReason reason) {
        return new PaymentOrder(
                orderId,
                businessId,
                orderNo,
                shopperId,
                conversationId,
                method,
                amount,
                parts,
                payToken,
                payBy,
                withdrawn,
                collectionOpen,
                reason,
                allAsked || refundWanted == RefundReason.CANCELLATION || reason == RefundReason.CANCELLATION);
    }

    /** True when money that comes now comes after its time. */
    boolean isOver(Instant now) {
        return withdrawn != null || refundWanted != null || payBy != null && now.isAfter(payBy);
    }
}
