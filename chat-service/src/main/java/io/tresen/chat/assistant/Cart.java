package io.tresen.chat.assistant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a shopper wants to buy: at most 100 lines, one per retailer id, in the order in which they were put.
 *
 * @param code discount code in its normal form; null for none
 */
public record Cart(List<CartLine> lines, String code) {

    /** Most lines of an order (INTERFACE 1). */
    public static final int MOST_LINES = 100;

    public static final Cart EMPTY = new Cart(List.of(), null);

    public Cart {
        lines = List.copyOf(lines);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The line of a product. */
    public Optional<CartLine> line(String retailerId) {
        return lines.stream()
                .filter(line -> line.retailerId().equals(retailerId))
                .findFirst();
    }

    /** The cart with this line in place of the one of the same product, or behind the others. */
    public Cart with(CartLine line) {
        List<CartLine> changed = new ArrayList<>(lines);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).retailerId().equals(line.retailerId())) {
                changed.set(i, line);
                return new Cart(changed, code);
            }
        }
        changed.add(line);
        return new Cart(changed, code);
    }

    /** The cart without a product. */
    public Cart without(String retailerId) {
        return new Cart(
                lines.stream()
                        .filter(line -> !line.retailerId().equals(retailerId))
                        .toList(),
                code);
    }

    /** The cart with another code; null for none. */
    public Cart coded(String other) {
        return new Cart(lines, other);
    }

    /** The cart with lines and code of another one that came back, as far as they fit; what was put since keeps its number. */
    public Cart returned(Cart other, String currency) {
        Cart both = code == null ? coded(other.code) : this;
        for (CartLine line : other.lines) {
            Cart more = line(line.retailerId()).isPresent() ? both : both.with(line);
            both = more.fits(currency) ? more : both;
        }
        return both;
    }

    /** True when something has to be shipped. */
    public boolean hasGoods() {
        return lines.stream().anyMatch(CartLine::goods);
    }

    /** True when something is known to be a service, which forbids cash on delivery. */
    public boolean hasServices() {
        return lines.stream().anyMatch(line -> Boolean.TRUE.equals(line.service()));
    }

    /** The sum of the lines. @throws IllegalArgumentException from 2^53 on */
    public Money total(String currency) {
        Money sum = new Money(0, currency);
        for (CartLine line : lines) {
            sum = sum.plus(new Money(line.unitPriceMinor(), currency).times(line.quantity()));
        }
        return sum;
    }

    /** True when the cart is within the bounds of an order: 100 lines, a total below 2^53. */
    public boolean fits(String currency) {
        try {
            total(currency);
            return lines.size() <= MOST_LINES;
        } catch (IllegalArgumentException beyond) {
            return false;
        }
    }
}
