package io.tresen.costs;

/**
 * One line of a cart or an order.
 *
 * @param unitPriceMinor 0 or more
 * @param quantity 1 or more
 * @param taxClass of the shop's rules; null for the ordinary one
 * @param goods true when it has to be shipped
 */
public record Item(long unitPriceMinor, int quantity, String taxClass, boolean goods) {}
