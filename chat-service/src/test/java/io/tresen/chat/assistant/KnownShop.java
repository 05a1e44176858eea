package io.tresen.chat.assistant;

import io.tresen.costs.CostRules;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A shop for examples: its products and orders, looked up in lists. */
final class KnownShop implements Lookups {

    static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    final Map<String, Product> products = new LinkedHashMap<>();
    final Map<String, OrderFacts> orders = new LinkedHashMap<>();
    final Map<Long, Checkout> checkouts = new HashMap<>();
    final List<Group> groups = new ArrayList<>();
    final Map<String, String> taxClasses = new HashMap<>();
    final Map<String, DiscountFacts> discounts = new HashMap<>();
    CostRules rules = CostRules.NONE;

    /** The number of who talks, and of another shopper. */
    static final String ADA = "999000000000001";

    static final String BOB = "999000000000002";
    static final UUID BOBS_ID = UUID.fromString("00000000-0000-7000-8000-0000000000b0");

    final Map<UUID, TransferFacts> transfers = new HashMap<>();
    int unknownNumbersLeft = 10;
    boolean phonesClosed;
    private int tickets;

    static Shop shop(PaymentWay... methods) {
        return new Shop(ID, "Teeladen", "DE", "EUR", List.of(methods), "1", null, true, true);
    }

    static Shop with(Shop shop, String termsVersion, boolean catalogVisible, boolean cartEnabled) {
        return new Shop(
                shop.businessId(),
                shop.name(),
                shop.country(),
                shop.currency(),
                shop.methods(),
                termsVersion,
                shop.terms(),
                catalogVisible,
                cartEnabled);
    }

    KnownShop goods(String retailerId, String title, long priceMinor) {
        return put(product(retailerId, title, priceMinor, false, null, true));
    }

    KnownShop service(String retailerId, String title, long priceMinor) {
        return put(product(retailerId, title, priceMinor, true, null, true));
    }

    KnownShop stocked(String retailerId, String title, long priceMinor, long available) {
        return put(product(retailerId, title, priceMinor, false, available, true));
    }

    KnownShop hidden(String retailerId) {
        Product was = products.get(retailerId);
        return put(product(retailerId, was.title(), was.regularPrice().amountMinor(), was.service(), null, false));
    }

    KnownShop put(Product product) {
        products.put(product.retailerId(), product);
        return this;
    }

    static Product product(
            String retailerId, String title, long priceMinor, boolean service, Long available, boolean visible) {
        return new Product(
                Ids.v5(ID, retailerId),
                retailerId,
                title,
                "",
                new Money(priceMinor, "EUR"),
                null,
                null,
                null,
                Map.of(),
                service,
                visible,
                "https://shop.example/" + retailerId + ".svg",
                available != null,
                available,
                1,
                1);
    }

    @Override
    public Optional<Product> product(String retailerId) {
        return Optional.ofNullable(products.get(retailerId));
    }

    @Override
    public Optional<Product> productJustNamed(String retailerId) {
        return product(retailerId);
    }

    @Override
    public Map<String, String> taxClasses(Collection<String> retailerIds) {
        Map<String, String> named = new HashMap<>(taxClasses);
        named.keySet().retainAll(retailerIds);
        return named;
    }

    @Override
    public CostRules costRules() {
        return rules;
    }

    @Override
    public Optional<DiscountFacts> discount(String code) {
        return Optional.ofNullable(discounts.get(code));
    }

    @Override
    public Optional<DiscountFacts> discountJustNamed(String code) {
        return discount(code);
    }

    @Override
    public boolean hasDiscounts() {
        return !discounts.isEmpty();
    }

    @Override
    public List<Product> products(Shelf shelf, UUID after, int limit) {
        List<Product> all = products.values().stream()
                .filter(Product::visible)
                .filter(it -> !(shelf instanceof Shelf.Found found)
                        || it.title().toLowerCase().contains(found.words().toLowerCase()))
                .toList();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).id().equals(after) ? i + 1 : from;
        }
        return all.subList(from, Math.min(all.size(), from + limit));
    }

    @Override
    public List<Group> groups() {
        return groups;
    }

    @Override
    public Optional<OrderFacts> order(String orderNo) {
        return Optional.ofNullable(orders.get(orderNo));
    }

    @Override
    public List<OrderFacts> orders(String afterOrderNo, int limit) {
        List<OrderFacts> all = new ArrayList<>(orders.values());
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).orderNo().equals(afterOrderNo) ? i + 1 : from;
        }
        return all.subList(from, Math.min(all.size(), from + limit));
    }

    @Override
    public Counterpart counterpart(String number) {
        if (unknownNumbersLeft == 0) {
            return new Counterpart.TooMany();
        }
        if (phonesClosed && !number.startsWith("999")) {
            return new Counterpart.PhonesClosed();
        }
        if (number.equals(BOB) || number.equals("4915112345678")) {
            return new Counterpart.Known(BOBS_ID, BOB);
        }
        if (number.equals(ADA)) {
            return new Counterpart.Known(ID, ADA);
        }
        unknownNumbersLeft--;
        return new Counterpart.Unknown();
    }

    @Override
    public Optional<TransferFacts> transfer(UUID transferId) {
        return Optional.ofNullable(transfers.get(transferId));
    }

    @Override
    public String walletPage() {
        return "http://localhost:8080/payments/v1/wallet/ticket-" + ++tickets;
    }

    @Override
    public Optional<Checkout> checkout(long number) {
        return Optional.ofNullable(checkouts.get(number));
    }
}
