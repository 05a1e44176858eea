package io.tresen.catalog;

import java.util.UUID;

/** A tenant's product. */
public record ProductKey(UUID businessId, UUID productId) {}
