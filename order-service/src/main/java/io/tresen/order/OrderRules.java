package io.tresen.order;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides whether a draft becomes an order. What is said at once comes from here; the stock is the catalog's to say. */
public final class OrderRules {

    private OrderRules() {}

    /**
     * @param products this service's copies, by product id; what it lacks is unknown
     * @param now business time, which decides between price and sale price
     */
    public static Placing place(OrderDraft draft, Business business, Map<UUID, Product> products, Instant now) {
        List<Placing.Price> prices = draft.lines().stream()
                .map(line -> price(line, products.get(line.productId()), draft.fromChat(), now))
                .toList();
        OrderRejection unknown = unknownProducts(prices);
        if (unknown != null) {
            return new Placing.Declined(unknown, prices, null);
        }
        Money total;
        try {
            total = total(prices, business.currency());
        } catch (IllegalArgumentException e) {
            return new Placing.Declined(OrderRejection.Rule.TOTAL_TOO_LARGE, prices, null);
        }
        List<OrderLine> lines = prices.stream()
                .map(price -> OrderLine.of(
                        products.get(price.line().productId()),
                        price.line().quantity(),
                        price.unitPrice().amountMinor()))
                .toList();
        OrderRejection rejection = rejection(draft, business, lines, prices, total);
        return rejection == null
                ? new Placing.Accepted(lines, total, Amounts.ofSubtotal(total.amountMinor()))
                : new Placing.Declined(rejection, prices, total);
    }

    /**
     * As {@link #place}, for a cart of a chat.
     *
     * @param address as it was unsealed; null where none came
     * @param business empty when this service has never heard of it
     */
    public static Placing checkOut(
            Checkout checkout, Address address, Optional<Business> business, Map<UUID, Product> products, Instant now) {
        OrderDraft draft = draft(checkout, address);
        if (business.isEmpty()) {
            return declined(draft, products, now, OrderRejection.Rule.UNKNOWN_BUSINESS);
        }
        if (checkout.paymentMethod() == null) {
            return declined(draft, products, now, new OrderRejection.PaymentMethodUnavailable(null));
        }
        return place(draft, business.get(), products, now);
    }

    /**
     * The end of a cart of a chat whose address can't be opened: whoever told it is asked for it again.
     *
     * @param products this service's copies, by product id
     */
    static Placing.Declined unopened(Checkout checkout, Map<UUID, Product> products, Instant now) {
        List<FieldError> faults = List.of(FieldError.at("/delivery_address", "can't be opened"));
        return declined(draft(checkout, null), products, now, new OrderRejection.InvalidAddress(faults));
    }

    private static Placing.Declined declined(
            OrderDraft draft, Map<UUID, Product> products, Instant now, OrderRejection why) {
        List<Placing.Price> prices = draft.lines().stream()
                .map(line -> price(line, products.get(line.productId()), draft.fromChat(), now))
                .toList();
        return new Placing.Declined(why, prices, null);
    }

    /** What a checkout wants to order. */
    static OrderDraft draft(Checkout checkout, Address address) {
        String currency = checkout.expectedTotal().currency();
        return new OrderDraft(
                checkout.businessId(),
                checkout.shopperId(),
                checkout.lines().stream()
                        .map(line -> new OrderDraft.Line(
                                line.productId(),
                                line.retailerId(),
                                line.quantity(),
                                new Money(line.expectedUnitPriceMinor(), currency)))
                        .toList(),
                checkout.paymentMethod(),
                address,
                checkout.expectedTotal(),
                OrderDraft.PAY_WITHIN_S,
                true);
    }

    private static OrderRejection rejection(
            OrderDraft draft, Business business, List<OrderLine> lines, List<Placing.Price> prices, Money total) {
        PaymentMethod method = draft.paymentMethod();
        if (method == PaymentMethod.WALLET || !business.paymentMethods().contains(method)) {
            return new OrderRejection.PaymentMethodUnavailable(method);
        }
        if (method == PaymentMethod.COD && lines.stream().anyMatch(line -> !line.isGoods())) {
            return OrderRejection.Rule.COD_FOR_SERVICES;
        }
        List<FieldError> address = addressFaults(draft.address(), lines);
        if (!address.isEmpty()) {
            return new OrderRejection.InvalidAddress(address);
        }
        if (differs(draft, prices, total)) {
            return new OrderRejection.PriceChanged(
                    total,
                    prices.stream()
                            .map(price -> new OrderRejection.CurrentPrice(
                                    price.line().retailerId(), price.line().quantity(), price.unitPrice()))
                            .toList());
        }
        return method == PaymentMethod.CARD && !PayableAmounts.byCard(total)
                ? new OrderRejection.AmountNotPayable(total)
                : null;
    }

    private static Placing.Price price(OrderDraft.Line line, Product product, boolean fromChat, Instant now) {
        boolean toBeHad = product != null && !product.removed() && (product.visible() || !fromChat);
        return new Placing.Price(line, toBeHad ? product.priceAt(now) : null, product == null ? null : product.title());
    }

    private static OrderRejection unknownProducts(List<Placing.Price> prices) {
        List<String> unknown = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            if (prices.get(i).unitPrice() == null) {
                unknown.add(prices.get(i).line().retailerId());
                errors.add(FieldError.at("/lines/" + i + "/retailer_id", "must be a product of the catalog"));
            }
        }
        return unknown.isEmpty() ? null : new OrderRejection.UnknownProduct(unknown, errors);
    }

    private static Money total(List<Placing.Price> prices, String currency) {
        Money total = new Money(0, currency);
        for (Placing.Price price : prices) {
            total = total.plus(price.unitPrice().times(price.line().quantity()));
        }
        return total;
    }

    private static List<FieldError> addressFaults(Address address, List<OrderLine> lines) {
        if (address != null) {
            return AddressRules.faults(address, "/delivery_address");
        }
        return lines.stream().anyMatch(OrderLine::isGoods)
                ? List.of(FieldError.at("/delivery_address", "is required where there are goods"))
                : List.of();
    }

    private static boolean differs(OrderDraft draft, List<Placing.Price> prices, Money total) {
        boolean line = prices.stream()
                .anyMatch(price -> price.line().expectedUnitPrice() != null
                        && !price.line().expectedUnitPrice().equals(price.unitPrice()));
        return line || draft.expectedTotal() != null && !draft.expectedTotal().equals(total);
    }

    /**
     * A correction of the address, which the state, the country and the address itself may forbid.
     *
     * @param current where the order goes now; empty for services without an address
     * @param pointer of the address in the request, for faults; "" for the body itself
     */
    public static Outcome correctAddress(
            Order order, Optional<Address> current, Address next, Actor by, String pointer) {
        Outcome outcome = order.state().correctAddress(order, by);
        if (!(outcome instanceof Outcome.Act)) {
            return outcome;
        }
        List<FieldError> faults = AddressRules.faults(next, pointer);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(new OrderRejection.InvalidAddress(faults));
        }
        return current.isPresent() && !current.get().country().equals(next.country())
                ? new Outcome.Refused(
                        new OrderRejection.CountryFixed(current.get().country()))
                : outcome;
    }

    /** A new order of an accepted draft. @param conversationId null where there is no shopper */
    public static Outcome.Act placed(
            UUID orderId,
            String orderNo,
            OrderDraft draft,
            UUID conversationId,
            Long checkoutNumber,
            Placing.Accepted accepted,
            Instant now) {
        OrderFacts facts = new OrderFacts(
                orderId,
                draft.businessId(),
                orderNo,
                draft.shopperId(),
                conversationId,
                checkoutNumber,
                accepted.total(),
                accepted.amounts(),
                draft.paymentMethod(),
                draft.payWithinS(),
                now);
        Order order = new Order(facts, accepted.lines(), List.of(), new Placed(), PaymentStatus.NONE, null, 0);
        return order.telling(new OrderEvent.OrderPlaced());
    }
}
