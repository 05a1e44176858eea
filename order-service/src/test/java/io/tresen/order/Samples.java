package io.tresen.order;

import io.tresen.costs.CostRules;
import io.tresen.costs.Costs;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Orders and products that the pure tests begin with. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final UUID BUSINESS = UUID.fromString("0190aaaa-0000-7000-8000-000000000001");
    static final UUID ORDER = UUID.fromString("0190aaaa-0000-7000-8000-000000000002");
    static final UUID PARCEL = UUID.fromString("0190aaaa-0000-7000-8000-000000000003");
    static final Address BERLIN = new Address("A. Buyer", "Weg 1", "10115", "Berlin", "DE", null, null);
    static final Business SHOP =
            new Business(BUSINESS, "Tea shop", "DE", "EUR", "de", Set.of(PaymentMethod.CARD, PaymentMethod.COD));
    static final Terms TERMS = new Terms(SHOP, CostRules.NONE, null);

    private Samples() {}

    static Product product(String retailerId, long priceMinor, ProductKind kind) {
        return new Product(
                Ids.v5(BUSINESS, retailerId),
                retailerId,
                1,
                "Title of " + retailerId,
                new Money(priceMinor, "EUR"),
                null,
                null,
                null,
                kind,
                true,
                true,
                null,
                false);
    }

    static Product onSale(long priceMinor, long saleMinor, Instant from, Instant to) {
        Product p = product("mug", priceMinor, ProductKind.GOODS);
        return new Product(
                p.productId(),
                p.retailerId(),
                1,
                p.title(),
                p.price(),
                new Money(saleMinor, "EUR"),
                from,
                to,
                p.kind(),
                true,
                true,
                null,
                false);
    }

    static Map<UUID, Product> catalog(Product... products) {
        return java.util.Arrays.stream(products)
                .collect(java.util.stream.Collectors.toMap(Product::productId, product -> product));
    }

    static OrderLine goods(String retailerId, int quantity) {
        return OrderLine.of(product(retailerId, 1_000, ProductKind.GOODS), quantity, 1_000, null);
    }

    static OrderLine service(String retailerId, int quantity) {
        return OrderLine.of(product(retailerId, 1_000, ProductKind.SERVICE), quantity, 1_000, null);
    }

    static Order order(PaymentMethod method, OrderLine... lines) {
        long total = java.util.Arrays.stream(lines)
                .mapToLong(line -> line.unitPriceMinor() * line.quantity())
                .sum();
        OrderFacts facts = new OrderFacts(
                ORDER,
                BUSINESS,
                "T00001",
                null,
                null,
                null,
                new Money(total, "EUR"),
                new Costs(total, 0, 0, 0, 0, List.of()),
                null,
                null,
                method,
                1_800,
                NOW);
        return new Order(facts, List.of(lines), List.of(), new Placed(), PaymentStatus.NONE, 0, null, 1);
    }

    static Parcel parcel(UUID id, WantedUnits... lines) {
        return new Parcel(id, "DHL", "00340", lines.length == 0 ? null : List.of(lines), NOW);
    }

    static Order after(Outcome outcome) {
        if (outcome instanceof Outcome.Act act) {
            return act.order();
        }
        throw new AssertionError("no change, but " + outcome);
    }

    static List<String> told(Outcome outcome) {
        if (outcome instanceof Outcome.Act act) {
            return act.events().stream().map(OrderEvent::name).toList();
        }
        throw new AssertionError("no change, but " + outcome);
    }

    /** An order in each state, reached by its own transitions. */
    static Order in(OrderStatus status, PaymentMethod method) {
        Order placed = order(method, goods("mug", 2));
        Order confirmed = confirmed(placed);
        Order partly = after(confirmed.state().ship(confirmed, parcel(PARCEL, new WantedUnits("mug", 1))));
        Order shipped = after(confirmed.state().ship(confirmed, parcel(PARCEL)));
        Order delivered = after(shipped.state().deliver(shipped, null, NOW));
        return switch (status) {
            case PLACED -> placed;
            case AWAITING_PAYMENT -> after(placed.state().stockReserved(placed, NOW));
            case CONFIRMED -> confirmed;
            case REJECTED -> after(placed.state().stockRejected(placed, "sold-out", List.of("mug")));
            case CANCELLING -> after(confirmed.state().cancel(confirmed, Actor.SHOP, null));
            case CANCELLED -> after(placed.state().cancel(placed, Actor.SHOPPER, null));
            case EXPIRED -> {
                Order awaiting = in(OrderStatus.AWAITING_PAYMENT, PaymentMethod.CARD);
                yield after(awaiting.state().deadlinePassed(awaiting, NOW.plusSeconds(1_800)));
            }
            case PARTIALLY_SHIPPED -> partly;
            case SHIPPED -> shipped;
            case DELIVERED -> delivered;
            case RETURNED -> after(delivered.state().takeBack(delivered, new Return(PARCEL, "broken", null, true)));
        };
    }

    static Order confirmed(Order placed) {
        Order reserved = after(placed.state().stockReserved(placed, NOW));
        return placed.isCashOnDelivery() ? reserved : after(reserved.state().paymentSucceeded(reserved));
    }
}
