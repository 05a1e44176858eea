package io.tresen.order;

import java.util.UUID;

/**
 * So many units of one product of the order.
 *
 * @param quantity 1 to 9,999
 */
public record Units(UUID productId, String retailerId, int quantity, ProductKind kind) {}
