package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An order as chat's copies have it.
 *
 * @param status INTERFACE 7's word
 * @param total null when the copy has not heard it yet
 * @param goods true when something has to be shipped
 * @param paymentStatus pending, paid, failed, unknown, cancelled, refunded, partially_refunded or none
 * @param payToken null when there is no page to pay on
 */
public record OrderFacts(
        UUID orderId,
        String orderNo,
        String status,
        Money total,
        boolean goods,
        List<Parcel> parcels,
        String paymentStatus,
        String payToken) {

    private static final Set<String> OPEN = Set.of("placed", "awaiting_payment", "confirmed");

    /** A parcel that left. */
    public record Parcel(UUID shipmentId, String carrier, String trackingNumber, boolean delivered) {}

    /** True when its cancellation is done or under way: another request would be answered by nobody. */
    boolean cancelled() {
        return status.equals("cancelling") || status.equals("cancelled");
    }

    /** True until the first shipment, as far as the copy knows; order-service decides. */
    public boolean changeable() {
        return OPEN.contains(status);
    }
}
