package io.tresen.order;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an order tells (topic order.order) and asks for (topic order.payment-request). */
public sealed interface OrderEvent {

    /** The name on the topic and in the history. */
    String name();

    /** Told on order.order; kept in the order's history. */
    sealed interface Told extends OrderEvent {

        /** What the history says beside name and time; no personal data. */
        default Map<String, Object> detail() {
            return Map.of();
        }
    }

    /** Asked for on order.payment-request. */
    sealed interface Asked extends OrderEvent {}

    /** @param receiptKey opens the order's receipt */
    record OrderPlaced(String receiptKey) implements Told {
        @Override
        public String name() {
            return "OrderPlaced";
        }
    }

    /** @param payBy business time after which the order expires */
    record OrderAwaitingPayment(Instant payBy) implements Told {
        @Override
        public String name() {
            return "OrderAwaitingPayment";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("pay_by", payBy.toString());
        }
    }

    record OrderConfirmed() implements Told {
        @Override
        public String name() {
            return "OrderConfirmed";
        }
    }

    /** @param code sold-out or unknown-product */
    record OrderRejected(String code, List<String> retailerIds) implements Told {
        @Override
        public String name() {
            return "OrderRejected";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("code", code, "retailer_ids", retailerIds);
        }
    }

    record OrderExpired() implements Told {
        @Override
        public String name() {
            return "OrderExpired";
        }
    }

    /** @param reason the person's words, for the history only; may be null */
    record OrderCancellationStarted(Actor by, String reason) implements Told {
        @Override
        public String name() {
            return "OrderCancellationStarted";
        }

        @Override
        public Map<String, Object> detail() {
            return asker(by, reason);
        }
    }

    /** @param reason the person's words, for the history only; may be null */
    record OrderCancelled(Actor by, String reason) implements Told {
        @Override
        public String name() {
            return "OrderCancelled";
        }

        @Override
        public Map<String, Object> detail() {
            return asker(by, reason);
        }
    }

    /** @param code name of the rejection */
    record CancellationRefused(String code) implements Told {
        @Override
        public String name() {
            return "CancellationRefused";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("code", code);
        }
    }

    /** @param complete all goods have left */
    record OrderShipped(Shipment shipment, boolean complete) implements Told {
        @Override
        public String name() {
            return "OrderShipped";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("shipment_id", shipment.id().toString(), "complete", complete);
        }
    }

    /** @param shipmentId null for services. @param complete nothing is left to deliver */
    record OrderDelivered(UUID shipmentId, List<Units> lines, boolean complete) implements Told {
        @Override
        public String name() {
            return "OrderDelivered";
        }

        @Override
        public Map<String, Object> detail() {
            Map<String, Object> detail = new LinkedHashMap<>();
            if (shipmentId != null) {
                detail.put("shipment_id", shipmentId.toString());
            }
            detail.put("complete", complete);
            return detail;
        }
    }

    /** @param restock the units can be sold again. @param complete every shipped unit came back */
    record OrderReturned(UUID returnId, List<Units> lines, String reason, boolean restock, boolean complete)
            implements Told {
        @Override
        public String name() {
            return "OrderReturned";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("return_id", returnId.toString(), "reason", reason, "restock", restock, "complete", complete);
        }
    }

    record DeliveryAddressCorrected(Actor by) implements Told {
        @Override
        public String name() {
            return "DeliveryAddressCorrected";
        }

        @Override
        public Map<String, Object> detail() {
            return asker(by, null);
        }
    }

    /** @param code name of the rejection */
    record DeliveryAddressRefused(String code) implements Told {
        @Override
        public String name() {
            return "DeliveryAddressRefused";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("code", code);
        }
    }

    /** @param payBy business time after which it is late; null for cash on delivery */
    record PaymentRequested(Instant payBy) implements Asked {
        @Override
        public String name() {
            return "PaymentRequested";
        }
    }

    /** @param reason expired, cancelled or returned */
    record PaymentWithdrawn(String reason) implements Asked {
        @Override
        public String name() {
            return "PaymentWithdrawn";
        }
    }

    record CollectionOpened() implements Asked {
        @Override
        public String name() {
            return "CollectionOpened";
        }
    }

    record RefundRequested(RefundReason reason) implements Asked {
        @Override
        public String name() {
            return "RefundRequested";
        }
    }

    private static Map<String, Object> asker(Actor by, String reason) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("by", by.name().toLowerCase(java.util.Locale.ROOT));
        if (reason != null) {
            detail.put("reason", reason);
        }
        return detail;
    }
}
