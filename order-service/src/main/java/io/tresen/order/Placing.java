package io.tresen.order;

import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import java.util.List;

/** Whether a draft becomes an order. */
public sealed interface Placing {

    /**
     * It does, at these prices.
     *
     * @param rulesVersion of the shop's rules that the amounts follow; null where it has set none
     */
    record Accepted(List<OrderLine> lines, Money total, Costs amounts, Long rulesVersion) implements Placing {}

    /**
     * It does not.
     *
     * @param prices what each line costs now, unit price null where it is not to be had
     * @param total null unless every line has a price; without the discount where its code is the reason
     */
    record Declined(OrderRejection rejection, List<Price> prices, Money total) implements Placing {}

    /** @param unitPrice null where it is not to be had. @param title null where it is not known */
    record Price(OrderDraft.Line line, Money unitPrice, String title) {}
}
