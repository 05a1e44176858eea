package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the shop wants to send.
 *
 * @param lines null for all that is left
 * @param at business time
 */
public record Parcel(UUID shipmentId, String carrier, String trackingNumber, List<WantedUnits> lines, Instant at) {}
