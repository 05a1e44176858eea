package io.tresen.costs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A shop's rules. The most particular one holds: of shipping the one that names the country before the one that names none;
 * of tax the product's class before the ordinary one, and in a class likewise by country.
 *
 * @param version 1, 2, 3 … with each change; 0 for a shop that has set none
 * @param pricesIncludeTax true where prices contain the tax (Europe's habit), false where it comes on top
 */
public record CostRules(long version, List<ShippingRule> shipping, List<TaxRule> tax, boolean pricesIncludeTax) {

    /** Nothing is set: nothing is added. */
    public static final CostRules NONE = new CostRules(0, List.of(), List.of(), true);

    public CostRules {
        shipping = List.copyOf(shipping);
        tax = List.copyOf(tax);
    }

    /** Whether goods are shipped there: everywhere by a shop without shipping rules, else where one holds. */
    public boolean shipsTo(String country) {
        return shipping.isEmpty() || shippingTo(country).isPresent();
    }

    Optional<ShippingRule> shippingTo(String country) {
        return Optional.ofNullable(mostParticular(shipping, ShippingRule::countries, country));
    }

    /** The rate of a class there, in millionths; 0 where no rule holds. */
    public int ratePpm(String taxClass, String country) {
        TaxRule ofClass = mostParticular(ofClass(taxClass), TaxRule::countries, country);
        TaxRule rule = ofClass != null || taxClass == null
                ? ofClass
                : mostParticular(ofClass(null), TaxRule::countries, country);
        return rule == null ? 0 : rule.ratePpm();
    }

    private List<TaxRule> ofClass(String taxClass) {
        List<TaxRule> same = new ArrayList<>(tax.size());
        for (TaxRule rule : tax) {
            if (Objects.equals(rule.taxClass(), taxClass)) {
                same.add(rule);
            }
        }
        return same;
    }

    /** The first that names the country, else the first that names none, else null. */
    private static <T> T mostParticular(List<T> rules, Function<T, Set<String>> countries, String country) {
        T anywhere = null;
        for (T rule : rules) {
            Set<String> named = countries.apply(rule);
            if (country != null && named.contains(country)) {
                return rule;
            }
            anywhere = anywhere == null && named.isEmpty() ? rule : anywhere;
        }
        return anywhere;
    }
}
