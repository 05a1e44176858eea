package io.tresen.payment;

import io.tresen.costs.CardCurrency;
import io.tresen.messaging.Money;
import java.util.EnumSet;
import java.util.Set;

/** What an order's pay page offers: the order's own method, and what else the shop takes that can be paid on a page. */
public final class PayMethods {

    private PayMethods() {}

    /**
     * In the order card, wallet.
     *
     * @param shopTakes the shop's payment methods as far as they are known here
     */
    public static Set<PaymentMethod> of(PaymentOrder order, Set<PaymentMethod> shopTakes) {
        EnumSet<PaymentMethod> offered = EnumSet.of(order.method());
        offered.addAll(shopTakes);
        offered.remove(PaymentMethod.COD);
        Money amount = order.amount();
        if (order.method() != PaymentMethod.CARD
                && !CardCurrency.of(amount.currency()).isPayable(amount.amountMinor())) {
            offered.remove(PaymentMethod.CARD);
        }
        if (order.shopperId() == null) {
            offered.remove(PaymentMethod.WALLET);
        }
        return order.method() == PaymentMethod.COD ? Set.of() : offered;
    }
}
