package io.tresen.proof.simulator;

import io.tresen.messaging.Ids;
import io.tresen.order.Checkout;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.Placing;
import java.util.UUID;

/** What the topics carry where a service has no record of its own for it. */
final class Facts {

    private Facts() {}

    /** @param order as it was after the change */
    record Told(Order order, OrderEvent.Told event) implements Named {
        @Override
        public String name() {
            return event.name();
        }
    }

    /** @param order as it was after the change */
    record Asked(Order order, OrderEvent.Asked event) implements Named {
        @Override
        public String name() {
            return event.name();
        }
    }

    record Declined(Checkout checkout, Placing.Declined why) implements Named {
        @Override
        public String name() {
            return "CheckoutDeclined " + why.rejection().code();
        }
    }

    record CheckoutRequested(Checkout checkout) {}

    record CancellationRequested(UUID orderId) {}

    /** @param seen version of the availability that the shopper saw */
    record Wished(UUID productId, UUID conversationId, UUID shopperId, long seen) {}

    record NoticeSent(UUID noticeId) {}

    record NoticeRefused(UUID noticeId, String reason) {}

    /** A product as the catalog has it. */
    record Snapshot(
            UUID productId, String retailerId, long version, long priceMinor, boolean service, boolean counted) {}

    static UUID product(UUID businessId, String retailerId) {
        return Ids.v5(businessId, retailerId);
    }
}
