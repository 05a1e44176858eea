package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Caller;
import io.tresen.payment.Attention;
import io.tresen.payment.PaymentRows;
import io.tresen.payment.PaymentState;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that comes into a wallet.
 *
 * @param status by cash {@code posted}; by card {@code pending} (held money too), {@code unknown}, {@code succeeded}, {@code
 *     failed}, {@code cancelled}, {@code refunded}
 * @param code why it failed, was cancelled or is held
 * @param captured what the card was charged with
 * @param payUrl where the shopper pays; absent once nobody can
 * @param payBy after that no card is charged
 * @param retryOf the declined one that this one tries again
 * @param attention what a person has to look at
 * @param by who asked for it; the id of others is not shown to shoppers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TopUpView(
        UUID topUpId,
        UUID shopperId,
        Money amount,
        String status,
        String code,
        Money captured,
        String payUrl,
        Instant payBy,
        UUID retryOf,
        Attention attention,
        By by,
        Instant createdAt) {

    /** Taken in cash. */
    static TopUpView posted(UUID topUpId, UUID shopperId, Money amount) {
        return new TopUpView(topUpId, shopperId, amount, "posted", null, null, null, null, null, null, null, null);
    }

    /** By card. @param payUrl of its page @param now business time */
    static TopUpView of(TopUp topUp, String payUrl, Caller caller, Instant now) {
        PaymentState state = topUp.state();
        boolean ended = !state.isInFlight() && (topUp.isOver(now) || !isPayable(state));
        boolean shown =
                !caller.isShopper() || caller.subject().equals(topUp.by().id());
        return new TopUpView(
                topUp.id(),
                topUp.shopperId(),
                topUp.amount(),
                TopUpStatus.of(topUp).word(),
                PaymentRows.code(state),
                state.taken(),
                ended ? null : payUrl,
                ended ? null : topUp.payBy(),
                topUp.retryOf(),
                topUp.attention(),
                shown ? topUp.by() : new By(topUp.by().kind(), null),
                topUp.createdAt());
    }

    private static boolean isPayable(PaymentState state) {
        return state instanceof PaymentState.Open || state instanceof PaymentState.Failed;
    }
}
