package io.tresen.catalog;

import io.tresen.messaging.By;
import java.util.UUID;

/**
 * One change of a product's stock; the sums of a product's movements are its on_hand and reserved.
 *
 * @param kind reserved, released, claimed, restocked, counted, adjusted or imported
 * @param orderId null where no order is behind it
 * @param eventId event whose effect it is, or null
 * @param reason what the shop said, or null
 * @param by who moved it by hand; null where an order or an import did
 */
public record Movement(
        ProductKey product,
        String kind,
        long onHandChange,
        long reservedChange,
        UUID orderId,
        UUID eventId,
        String reason,
        By by) {

    static Movement between(ProductKey product, String kind, Shelf before, Shelf after, String reason) {
        return new Movement(
                product,
                kind,
                after.onHand() - before.onHand(),
                after.reserved() - before.reserved(),
                null,
                null,
                reason,
                null);
    }

    Movement by(By somebody) {
        return new Movement(product, kind, onHandChange, reservedChange, orderId, eventId, reason, somebody);
    }

    boolean moves() {
        return onHandChange != 0 || reservedChange != 0;
    }
}
