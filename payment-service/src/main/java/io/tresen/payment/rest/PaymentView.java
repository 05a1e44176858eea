package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.Money;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentState;
import io.tresen.payment.PaymentStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment in the interface's shape (INTERFACE 8).
 *
 * @param refundPending asked back and not yet gone; counts against what may still be asked for
 * @param feeMinor what the platform took of the capture, in its currency
 * @param feeRule by which rule; absent where none was in force
 * @param payBy null for cash, which has no deadline
 * @param parts of what was captured; all 0 before, and for late and held money
 * @param reversed what refunds that went through reversed of the parts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentView(
        UUID paymentId,
        UUID orderId,
        int attempt,
        String method,
        String provider,
        String status,
        String code,
        Money amount,
        Money captured,
        Money refunded,
        Money refundPending,
        long feeMinor,
        String feeRule,
        PartsView parts,
        PartsView reversed,
        @JsonInclude(JsonInclude.Include.ALWAYS) Instant payBy,
        String payUrl,
        AttentionView attention) {

    /** What waits for a person. */
    public record AttentionView(String code, Instant at) {}

    /** @param payUrl of the pay page; shown while it can still be paid there */
    static PaymentView of(OrderPayments held, Payment payment, String cardProvider, String payUrl) {
        Money taken = payment.state().taken();
        String currency = taken == null ? held.order().amount().currency() : taken.currency();
        boolean onPage = held.order().method() != PaymentMethod.COD;
        boolean usable = held.order().withdrawn() == null
                && taken == null
                && !(payment.state() instanceof PaymentState.Cancelled)
                && payment.equals(held.last());
        return new PaymentView(
                payment.id(),
                held.order().orderId(),
                payment.attempt(),
                payment.method().word(),
                provider(payment.method(), cardProvider),
                PaymentStatus.of(held, payment).word(),
                payment.state() instanceof PaymentState.Failed failed ? failed.code() : null,
                held.order().amount(),
                taken == null ? new Money(0, currency) : taken,
                new Money(held.refundedMinor(payment), currency),
                new Money(held.refundPendingMinor(payment), currency),
                payment.fee().amountMinor(),
                payment.fee().rule(),
                PartsView.of(held.parts(payment)),
                PartsView.of(held.reversed(payment)),
                held.order().payBy(),
                onPage && usable ? payUrl : null,
                payment.attention() == null
                        ? null
                        : new AttentionView(
                                payment.attention().code(), payment.attention().at()));
    }

    private static String provider(PaymentMethod method, String cardProvider) {
        return switch (method) {
            case CARD -> cardProvider;
            case WALLET -> "wallet";
            case COD -> "cash";
        };
    }
}
