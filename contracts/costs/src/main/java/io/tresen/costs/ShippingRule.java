package io.tresen.costs;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What it costs to ship an order.
 *
 * @param countries where it holds; empty for wherever no other rule does
 * @param feeMinor 0 or more
 * @param freeFromMinor a subtotal from which nothing is asked, before any discount; null for none
 */
public record ShippingRule(Set<String> countries, long feeMinor, Long freeFromMinor) {

    public ShippingRule {
        countries = Collections.unmodifiableSet(new TreeSet<>(countries)); // in one order, wherever it is written down
    }

    long fee(long subtotalMinor) {
        return freeFromMinor != null && subtotalMinor >= freeFromMinor ? 0 : feeMinor;
    }
}
