package io.tresen.catalog;

import java.util.UUID;

/** So many units of one product of an order. */
public record LineUnits(UUID productId, String retailerId, ProductKind kind, int quantity) {}
