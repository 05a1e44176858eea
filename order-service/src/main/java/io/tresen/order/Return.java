package io.tresen.order;

import java.util.List;
import java.util.UUID;

/**
 * What came back to the shop.
 *
 * @param lines null for all that was shipped and is not back
 * @param restock the units can be sold again
 */
public record Return(UUID returnId, String reason, List<WantedUnits> lines, boolean restock) {}
