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
 * @param payPage address of the page to pay on; null where there is none
 */
public record OrderFacts(
        UUID orderId,
        String orderNo,
        String status,
        Money total,
        boolean goods,
        List<Parcel> parcels,
        String paymentStatus,
        String payPage) {

    private static final Set<String> OPEN = Set.of("placed", "awaiting_payment", "confirmed");

    /** A parcel that left. */
    public record Parcel(UUID shipmentId, String carrier, String trackingNumber, boolean delivered) {}

    /** True while it waits for money that can be paid on its page. */
    boolean payable() {
        return status.equals("awaiting_payment") && payPage != null && !paymentStatus.equals("paid");
    }

    /** True when its cancellation is done or under way: another request would be answered by nobody. */
    boolean cancelled() {
        return status.equals("cancelling") || status.equals("cancelled");
    }

    /** True until the first shipment, as far as the copy knows; order-service decides. */
    public boolean changeable() {
        return OPEN.contains(status);
    }
}
