package io.tresen.order.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.costs.CostRules;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A shop's rules as a business sends them. What is left out is empty, and prices include the tax unless it says otherwise.
 *
 * @param shipping empty: nothing is asked, wherever it goes; else goods go where one of them holds
 * @param tax empty: none is reckoned
 */
public record RulesBody(
        @Schema(maxItems = RulesBody.MOST_RULES) List<ShippingFee> shipping,
        @Schema(maxItems = RulesBody.MOST_RULES) List<TaxRate> tax,
        Boolean pricesIncludeTax) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    static final int MOST_RULES = 100;
    private static final int MOST_PPM = 1_000_000;
    /** As long as a product's. */
    private static final int LONGEST_CLASS = 200;

    /** @param countries left out or empty: wherever no other rule holds. @param freeFrom a subtotal before any discount */
    public record ShippingFee(
            List<String> countries, Money fee, @JsonInclude(JsonInclude.Include.NON_NULL) Money freeFrom) {}

    /** @param taxClass left out: products without a class, or with one that no rule names. @param ratePpm 190000 is 19 % */
    public record TaxRate(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(minLength = 1, maxLength = LONGEST_CLASS)
                    String taxClass,
            List<String> countries,
            @Schema(minimum = "0", maximum = "" + MOST_PPM) Integer ratePpm) {}

    /** The rules, their version aside. @throws io.tresen.messaging.RejectedException 422 with every fault of the fields */
    CostRules rules(String currency) {
        Fields fields = new Fields();
        fields.optionalList("/shipping", shipping, 0, MOST_RULES);
        fields.optionalList("/tax", tax, 0, MOST_RULES);
        fields.check();
        List<ShippingRule> shippingRules = new ArrayList<>();
        Set<String> shippedTo = new HashSet<>();
        for (int i = 0; shipping != null && i < shipping.size(); i++) {
            ShippingFee rule = shipping.get(i);
            String at = "/shipping/" + i;
            Set<String> countries = countries(fields, at, rule.countries(), "", shippedTo);
            Money fee = fields.money(at + "/fee", rule.fee(), currency);
            fields.optionalMoney(at + "/free_from", rule.freeFrom(), currency);
            if (fee != null) {
                Long freeFrom = rule.freeFrom() == null ? null : rule.freeFrom().amountMinor();
                shippingRules.add(new ShippingRule(countries, fee.amountMinor(), freeFrom));
            }
        }
        List<TaxRule> taxRules = new ArrayList<>();
        Set<String> taxed = new HashSet<>();
        for (int i = 0; tax != null && i < tax.size(); i++) {
            TaxRate rule = tax.get(i);
            String at = "/tax/" + i;
            fields.optionalText(at + "/tax_class", rule.taxClass(), 1, LONGEST_CLASS);
            Set<String> countries = countries(fields, at, rule.countries(), group(rule.taxClass()), taxed);
            Integer rate = fields.integer(at + "/rate_ppm", rule.ratePpm(), 0, MOST_PPM);
            if (rate != null) {
                taxRules.add(new TaxRule(rule.taxClass(), countries, rate));
            }
        }
        fields.check();
        return new CostRules(0, shippingRules, taxRules, pricesIncludeTax == null || pricesIncludeTax);
    }

    private static String group(String taxClass) {
        return taxClass == null ? "\n" : '=' + taxClass + '\n';
    }

    /** Real countries, and each of them (or none of them) in one rule only, or nobody could say which holds. */
    private static Set<String> countries(Fields fields, String at, List<String> named, String group, Set<String> seen) {
        List<String> countries = named == null ? List.of() : named;
        String pointer = at + "/countries";
        if (countries.size() > COUNTRIES.size()) {
            fields.optionalList(pointer, countries, 0, COUNTRIES.size());
            return Set.of(); // a fault each would make the answer as long as the question
        }
        for (int i = 0; i < countries.size(); i++) {
            if (!COUNTRIES.contains(countries.get(i) == null ? "" : countries.get(i))) {
                fields.add(pointer + "/" + i, "must be a country of ISO 3166-1, such as DE");
            } else if (!seen.add(group + countries.get(i))) {
                fields.add(pointer + "/" + i, "must be in one rule only");
            }
        }
        if (countries.isEmpty() && !seen.add(group)) {
            fields.add(pointer, "must be left out in one rule only");
        }
        return countries.stream().filter(it -> it != null).collect(java.util.stream.Collectors.toSet());
    }
}
