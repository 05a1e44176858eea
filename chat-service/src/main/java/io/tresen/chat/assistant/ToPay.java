package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.List;

/**
 * What an {@code order_details} message shows.
 *
 * @param uri page to pay on, ends in {@code /payments/v1/pay/{pay_token}}
 * @param items the order's lines; empty where chat does not know them
 */
public record ToPay(String orderNo, Money total, String uri, List<Item> items) {

    /** One line of the order. */
    public record Item(String retailerId, String name, int quantity, long unitPriceMinor, boolean service) {}
}
