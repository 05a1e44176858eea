package io.tresen.order;

import io.tresen.costs.CardCurrency;
import io.tresen.costs.Costs;
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
     * @param now business time, which decides between price and sale price, and on a code
     */
    public static Placing place(OrderDraft draft, Terms terms, Map<UUID, Product> products, Instant now) {
        List<Placing.Price> prices = draft.lines().stream()
                .map(line -> price(line, products.get(line.productId()), draft.fromChat(), now))
                .toList();
        OrderRejection unknown = unknownProducts(prices);
        if (unknown != null) {
            return new Placing.Declined(unknown, prices, null);
        }
        Costing costing = new Costing(draft, terms, prices, products);
        OrderRejection code;
        Costs costs;
        try {
            code = costing.codeRejection(now);
            costs = code == null ? costing.costs() : costing.costsWithoutCode();
        } catch (IllegalArgumentException e) {
            return new Placing.Declined(OrderRejection.Rule.TOTAL_TOO_LARGE, prices, null);
        }
        Money total = new Money(costs.totalMinor(), terms.business().currency());
        List<OrderLine> lines = costing.lines();
        OrderRejection rejection = rejection(draft, terms, lines, prices, total, code);
        return rejection == null
                ? new Placing.Accepted(lines, total, costs, costing.rulesVersion())
                : new Placing.Declined(rejection, prices, total);
    }

    /**
     * As {@link #place}, for a cart of a chat.
     *
     * @param address as it was unsealed; null where none came
     * @param terms empty when this service has never heard of the business
     */
    public static Placing checkOut(
            Checkout checkout, Address address, Optional<Terms> terms, Map<UUID, Product> products, Instant now) {
        OrderDraft draft = draft(checkout, address);
        if (terms.isEmpty()) {
            return declined(draft, products, now, OrderRejection.Rule.UNKNOWN_BUSINESS);
        }
        if (checkout.paymentMethod() == null) {
            return declined(draft, products, now, new OrderRejection.PaymentMethodUnavailable(null));
        }
        return place(draft, terms.get(), products, now);
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
    public static OrderDraft draft(Checkout checkout, Address address) {
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
                checkout.discountCode(),
                true);
    }

    /** @param code what keeps the code from being used; null for nothing */
    private static OrderRejection rejection(
            OrderDraft draft,
            Terms terms,
            List<OrderLine> lines,
            List<Placing.Price> prices,
            Money total,
            OrderRejection code) {
        PaymentMethod method = draft.paymentMethod();
        if (!terms.business().paymentMethods().contains(method)) {
            return new OrderRejection.PaymentMethodUnavailable(method);
        }
        if (method == PaymentMethod.WALLET && draft.shopperId() == null) {
            return OrderRejection.Rule.WALLET_NEEDS_SHOPPER;
        }
        if (method == PaymentMethod.COD && lines.stream().anyMatch(line -> !line.isGoods())) {
            return OrderRejection.Rule.COD_FOR_SERVICES;
        }
        List<FieldError> address = addressFaults(draft.address(), lines);
        if (!address.isEmpty()) {
            return new OrderRejection.InvalidAddress(address);
        }
        boolean goods = lines.stream().anyMatch(OrderLine::isGoods);
        if (goods && !terms.rules().shipsTo(draft.address().country())) {
            return OrderRejection.Rule.COUNTRY_NOT_SERVED;
        }
        if (code != null) {
            return code;
        }
        if (differs(draft, prices, total)) {
            return new OrderRejection.PriceChanged(
                    total,
                    prices.stream()
                            .map(price -> new OrderRejection.CurrentPrice(
                                    price.line().retailerId(), price.line().quantity(), price.unitPrice()))
                            .toList());
        }
        return isPayable(method, total) ? null : new OrderRejection.AmountNotPayable(total);
    }

    /**
     * A card has its bounds, a wallet and a door have none: the pay page offers a card for a wallet's order only where a card
     * can take it. Nothing is nothing to pay anywhere, and the books have no entry of zero.
     */
    private static boolean isPayable(PaymentMethod method, Money total) {
        return method == PaymentMethod.CARD
                ? CardCurrency.of(total.currency()).isPayable(total.amountMinor())
                : total.amountMinor() > 0;
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
     * @param shopCountry which such services were taxed by; null where it is not known
     * @param pointer of the address in the request, for faults; "" for the body itself
     */
    public static Outcome correctAddress(
            Order order, Optional<Address> current, String shopCountry, Address next, Actor by, String pointer) {
        Outcome outcome = order.state().correctAddress(order, by);
        if (!(outcome instanceof Outcome.Act)) {
            return outcome;
        }
        List<FieldError> faults = AddressRules.faults(next, pointer);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(new OrderRejection.InvalidAddress(faults));
        }
        boolean taxed = !order.facts().amounts().taxes().isEmpty();
        String fixed = current.map(Address::country).orElse(taxed ? shopCountry : null);
        return fixed != null && !fixed.equals(next.country())
                ? new Outcome.Refused(new OrderRejection.CountryFixed(fixed))
                : outcome;
    }

    /** A new order of an accepted draft. @param conversationId null where there is no shopper */
    public static Outcome.Act placed(
            UUID orderId,
            String orderNo,
            String receiptKey,
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
                draft.discountCode(),
                accepted.rulesVersion(),
                draft.paymentMethod(),
                draft.payWithinS(),
                now);
        Order order = new Order(facts, accepted.lines(), List.of(), new Placed(), PaymentStatus.NONE, 0, null, 0);
        return order.telling(new OrderEvent.OrderPlaced(receiptKey));
    }
}
