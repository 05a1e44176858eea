package io.tresen.chat.assistant;

import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import java.util.List;

/**
 * What an {@code order_details} message shows.
 *
 * @param costs the parts of the total; the total as the subtotal where chat does not know them
 * @param uri page to pay on, ends in {@code /payments/v1/pay/{pay_token}}
 * @param items the order's lines; empty where chat does not know them
 */
public record ToPay(String orderNo, Money total, Costs costs, String uri, List<Item> items) {

    /** As far as only the total is known. */
    public ToPay(String orderNo, Money total, String uri, List<Item> items) {
        this(orderNo, total, new Costs(total.amountMinor(), 0, 0, 0, 0, List.of()), uri, items);
    }

    /** One line of the order. */
    public record Item(String retailerId, String name, int quantity, long unitPriceMinor, boolean service) {}
}
