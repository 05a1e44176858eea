package io.tresen.order.rest;

import io.tresen.costs.CostRules;
import io.tresen.messaging.Money;
import java.util.List;

/** A shop's rules as they hold. @param version 0 for a shop that has set none */
public record RulesView(
        List<RulesBody.ShippingFee> shipping, List<RulesBody.TaxRate> tax, boolean pricesIncludeTax, long version) {

    static RulesView of(CostRules rules, String currency) {
        return new RulesView(
                rules.shipping().stream()
                        .map(it -> new RulesBody.ShippingFee(
                                it.countries().stream().sorted().toList(),
                                new Money(it.feeMinor(), currency),
                                it.freeFromMinor() == null ? null : new Money(it.freeFromMinor(), currency)))
                        .toList(),
                rules.tax().stream()
                        .map(it -> new RulesBody.TaxRate(
                                it.taxClass(), it.countries().stream().sorted().toList(), it.ratePpm()))
                        .toList(),
                rules.pricesIncludeTax(),
                rules.version());
    }
}
