package io.tresen.proof.simulator;

import io.tresen.costs.CardCurrency;
import io.tresen.costs.CostRules;
import io.tresen.costs.Costs;
import io.tresen.costs.Discount;
import io.tresen.costs.Item;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxRule;
import io.tresen.order.Checkout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The shop's rules, and what a cart costs by them. */
final class Prices {

    static final CostRules RULES = new CostRules(
            1, List.of(new ShippingRule(Set.of(), 490, 5_000L)), List.of(new TaxRule(null, Set.of(), 190_000)), true);

    /** A tenth off. */
    static final Discount TEN = new Discount("TEN", null, 100_000, null, null, 0);

    private Prices() {}

    static long total(List<Checkout.Line> lines, Map<UUID, Facts.Snapshot> products, String code) {
        List<Item> items = lines.stream()
                .map(line -> new Item(
                        line.expectedUnitPriceMinor(),
                        line.quantity(),
                        null,
                        !products.get(line.productId()).service()))
                .toList();
        return Costs.of(RULES, items, CardCurrency.of("EUR"), "DE", code == null ? null : TEN)
                .totalMinor();
    }
}
