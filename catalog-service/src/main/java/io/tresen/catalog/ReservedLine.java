package io.tresen.catalog;

import io.tresen.messaging.event.RecordFault;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of an order as it was reserved; held + claimed + released = quantity.
 *
 * @param counted whether the product was counted then: only such a line moves stock when it is released or
 *     claimed
 * @param eventId event that reserved it
 * @param reservedAt business time
 */
public record ReservedLine(
        UUID businessId,
        UUID orderId,
        int line,
        UUID productId,
        String retailerId,
        ProductKind kind,
        int quantity,
        boolean counted,
        int held,
        int claimed,
        int restocked,
        boolean confirmed,
        UUID eventId,
        Instant reservedAt) {

    ReservedLine released() {
        return with(0, claimed, restocked, confirmed);
    }

    ReservedLine confirm() {
        return with(held, claimed, restocked, true);
    }

    ReservedLine claim(int units) {
        if (units < 1 || units > held) {
            throw new RecordFault("impossible-transition", units + " claimed of " + held + " held");
        }
        return with(held - units, claimed + units, restocked, confirmed);
    }

    ReservedLine restock(int units) {
        if (units < 1 || units > claimed - restocked) {
            throw new RecordFault("impossible-transition", units + " returned of " + (claimed - restocked) + " out");
        }
        return with(held, claimed, restocked + units, confirmed);
    }

    LineUnits units(int units) {
        return new LineUnits(productId, retailerId, kind, units);
    }

    private ReservedLine with(int newHeld, int newClaimed, int newRestocked, boolean isConfirmed) {
        return new ReservedLine(
                businessId,
                orderId,
                line,
                productId,
                retailerId,
                kind,
                quantity,
                counted,
                newHeld,
                newClaimed,
                newRestocked,
                isConfirmed,
                eventId,
                reservedAt);
    }
}
