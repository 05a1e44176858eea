package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a shop's request is to the order that it names. While the order can be paid from a wallet the request pays it, in full;
 * once it is paid or closed, the request is money of its own beside it. In between (a card is being charged, cash is to be
 * collected) it is refused, or the shopper would pay twice.
 */
final class OrderAskRules {

    /** So many requests that would pay one order may be open at a time; whoever closes the order ends them all. */
    static final int OPEN_REQUESTS = 5;

    private OrderAskRules() {}

    /** Whether an order may be asked for once more. @param open requests that would pay it and wait for their payer */
    static Optional<WalletTransferRejection> tooManyRequests(long open) {
        return open >= OPEN_REQUESTS ? Optional.of(WalletTransferRejection.TOO_MANY_REQUESTS) : Optional.empty();
    }

    /** Whether a request that is not refused pays the order. @param held as they are locked */
    static boolean paysIt(OrderPayments held, Instant now) {
        return PayPageState.of(held, now).takesPayment();
    }

    /**
     * Why it can't be asked for.
     *
     * @param offered what the order's pay page takes
     */
    static Optional<WalletTransferRejection> refusal(
            OrderPayments held, UUID payerId, Money amount, Set<PaymentMethod> offered, Instant now) {
        if (!payerId.equals(held.order().shopperId())) {
            return Optional.of(WalletTransferRejection.UNKNOWN_ORDER);
        }
        if (!paysIt(held, now)) {
            return PayPageState.of(held, now).isUndecided()
                    ? Optional.of(WalletTransferRejection.ORDER_STILL_PAYABLE)
                    : Optional.empty();
        }
        if (!offered.contains(PaymentMethod.WALLET)) {
            return Optional.of(WalletTransferRejection.ORDER_STILL_PAYABLE);
        }
        return amount.equals(held.order().amount())
                ? Optional.empty()
                : Optional.of(WalletTransferRejection.WRONG_ORDER_AMOUNT);
    }
}
