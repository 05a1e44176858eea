package io.tresen.order;

import io.tresen.costs.CardCurrency;
import io.tresen.costs.Costs;
import io.tresen.costs.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a draft costs whose products are all known. */
final class Costing {

    private final OrderDraft draft;
    private final Terms terms;
    private final List<Placing.Price> prices;
    private final Map<UUID, Product> products;

    Costing(OrderDraft draft, Terms terms, List<Placing.Price> prices, Map<UUID, Product> products) {
        this.draft = draft;
        this.terms = terms;
        this.prices = prices;
        this.products = products;
    }

    /** What keeps the draft's code from being used; null when nothing does, or there is none. */
    OrderRejection codeRejection(Instant now) {
        if (draft.discountCode() == null) {
            return null;
        }
        DiscountCode code = terms.discount();
        if (code == null) {
            return OrderRejection.Rule.UNKNOWN_DISCOUNT;
        }
        return code.discount()
                .obstacle(costsWithoutCode().subtotalMinor(), code.isUsedUp(), now)
                .map(OrderRejection.Rule::of)
                .orElse(null);
    }

    /** @throws IllegalArgumentException when the total is 2^53 or more */
    Costs costs() {
        return Costs.of(
                terms.rules(),
                items(),
                currency(),
                country(),
                terms.discount() == null ? null : terms.discount().discount());
    }

    /** As {@link #costs}, as if no code had been given. */
    Costs costsWithoutCode() {
        return Costs.of(terms.rules(), items(), currency(), country(), null);
    }

    /** The lines with their price and tax. */
    List<OrderLine> lines() {
        boolean taxed = !terms.rules().tax().isEmpty();
        return prices.stream()
                .map(price -> {
                    Product product = products.get(price.line().productId());
                    Integer ratePpm = taxed ? terms.rules().ratePpm(product.taxClass(), country()) : null;
                    return OrderLine.of(
                            product, price.line().quantity(), price.unitPrice().amountMinor(), ratePpm);
                })
                .toList();
    }

    /** Null where the shop has set none. */
    Long rulesVersion() {
        return terms.rules().version() == 0 ? null : terms.rules().version();
    }

    private List<Item> items() {
        return prices.stream()
                .map(price -> {
                    Product product = products.get(price.line().productId());
                    return new Item(
                            price.unitPrice().amountMinor(),
                            price.line().quantity(),
                            product.taxClass(),
                            product.kind() == ProductKind.GOODS);
                })
                .toList();
    }

    private CardCurrency currency() {
        return CardCurrency.of(terms.business().currency());
    }

    /** Where it goes; a service without an address is rendered where the shop is. */
    private String country() {
        return draft.address() == null
                ? terms.business().country()
                : draft.address().country();
    }
}
