package io.tresen.order;

import io.tresen.costs.CostRules;

/**
 * What a shop asks of a buyer at the moment of placing.
 *
 * @param discount the code that the buyer gave; null for none, and for one that the shop does not have
 */
public record Terms(Business business, CostRules rules, DiscountCode discount) {}
