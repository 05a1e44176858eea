package io.tresen.costs;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tax on a class of products.
 *
 * @param taxClass products that it holds for; null for those of no class, and of one that no rule names
 * @param countries where it holds; empty for wherever no other rule of the class does
 * @param ratePpm millionths, 0 to 1,000,000: 190,000 is 19 %
 */
public record TaxRule(String taxClass, Set<String> countries, int ratePpm) {

    public TaxRule {
        countries = Collections.unmodifiableSet(new TreeSet<>(countries)); // in one order, wherever it is written down
    }
}
