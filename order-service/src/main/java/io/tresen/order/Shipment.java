package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A parcel.
 *
 * @param shippedAt business time
 * @param deliveredAt business time; null while it is on its way
 */
public record Shipment(
        UUID id, String carrier, String trackingNumber, List<Units> lines, Instant shippedAt, Instant deliveredAt) {

    Shipment arrived(Instant at) {
        return new Shipment(id, carrier, trackingNumber, lines, shippedAt, at);
    }
}
