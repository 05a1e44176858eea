package io.tresen.order;

import io.tresen.messaging.Money;
import java.util.List;

/** Whether a draft becomes an order. */
public sealed interface Placing {

    /** It does, at these prices. */
    record Accepted(List<OrderLine> lines, Money total, Amounts amounts) implements Placing {}

    /**
     * It does not.
     *
     * @param prices what each line costs now, unit price null where it is not to be had
     * @param total null unless every line has a price
     */
    record Declined(OrderRejection rejection, List<Price> prices, Money total) implements Placing {}

    /** @param unitPrice null where it is not to be had. @param title null where it is not known */
    record Price(OrderDraft.Line line, Money unitPrice, String title) {}
}
