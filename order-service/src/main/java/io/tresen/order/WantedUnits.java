package io.tresen.order;

/**
 * Units that somebody names by the shop's own id.
 *
 * @param quantity 1 to 9,999
 */
public record WantedUnits(String retailerId, int quantity) {}
