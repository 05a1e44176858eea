package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an {@code order_details} message shows.
 *
 * @param uri page to pay on, ends in {@code /payments/v1/pay/{pay_token}}
 * @param items the order's lines; empty where chat does not know them
 * @param parts of the total; null where chat does not know them
 */
public record ToPay(String orderNo, Money total, String uri, List<Item> items, Parts parts) {

    /** The path of a page to pay on, without the token at its end (INTERFACE 8). */
    public static final String PAGE = "/payments/v1/pay/";

    /** One whose parts are not known. */
    public ToPay(String orderNo, Money total, String uri, List<Item> items) {
        this(orderNo, total, uri, items, null);
    }

    /**
     * What the total is made of, in minor units: subtotal + shipping - discount (+ tax where prices exclude it).
     *
     * @param includedTax what the prices contain
     * @param includedPercent its rate, such as {@code 19}; null where it is not one rate, or not known
     */
    public record Parts(
            long subtotal, long shipping, long discount, long tax, long includedTax, BigDecimal includedPercent) {

        boolean makeUp(long total) {
            return subtotal + shipping - discount + tax == total;
        }
    }

    /** One line of the order. */
    public record Item(String retailerId, String name, int quantity, long unitPriceMinor, boolean service) {}
}
