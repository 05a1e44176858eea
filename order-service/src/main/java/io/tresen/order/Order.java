package io.tresen.order;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;

/**
 * An order: what it is, how far it has come, and its state, which alone decides what may happen next.
 *
 * @param version rises by one with each change, and with each event told
 * @param refundedMinor what went back of its money and stays so, as far as this service heard; in the order's currency
 * @param attention what waits for a person; null when nothing does
 */
public record Order(
        OrderFacts facts,
        List<OrderLine> lines,
        List<Shipment> shipments,
        OrderState state,
        PaymentStatus paymentStatus,
        long refundedMinor,
        Attention attention,
        long version) {

    public UUID id() {
        return facts.id();
    }

    public UUID businessId() {
        return facts.businessId();
    }

    public Money total() {
        return facts.total();
    }

    public OrderStatus status() {
        return state.status();
    }

    public boolean isCashOnDelivery() {
        return facts.paymentMethod() == PaymentMethod.COD;
    }

    /** Nothing but services, so there is no parcel. */
    public boolean isServicesOnly() {
        return lines.stream().noneMatch(OrderLine::isGoods);
    }

    /** It came to nothing: no money of it stays with the shop, and what it took is free for others. */
    public boolean isUndone() {
        return state instanceof Closed || state instanceof Rejected;
    }

    Order in(OrderState next) {
        return new Order(facts, lines, shipments, next, paymentStatus, refundedMinor, attention, version);
    }

    Order paying(PaymentStatus next) {
        return new Order(facts, lines, shipments, state, next, refundedMinor, attention, version);
    }

    /** This order with so much of its money given back. */
    public Order givenBack(long minor) {
        return new Order(facts, lines, shipments, state, paymentStatus, minor, attention, version);
    }

    Order calling(Attention next) {
        return new Order(facts, lines, shipments, state, paymentStatus, refundedMinor, next, version);
    }

    Order with(List<OrderLine> nextLines, List<Shipment> nextShipments) {
        return new Order(
                facts,
                List.copyOf(nextLines),
                List.copyOf(nextShipments),
                state,
                paymentStatus,
                refundedMinor,
                attention,
                version);
    }

    /** This order after a change that tells these events: each told event has a version of its own. */
    Outcome.Act telling(OrderEvent... events) {
        return telling(List.of(events));
    }

    Outcome.Act telling(List<OrderEvent> events) {
        long told = events.stream().filter(OrderEvent.Told.class::isInstance).count();
        long next = version + Math.max(1, told);
        Order changed = new Order(facts, lines, shipments, state, paymentStatus, refundedMinor, attention, next);
        return new Outcome.Act(changed, events);
    }
}
