package io.tresen.order;

import io.tresen.messaging.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Parcels, services and returns of an order that is in the shop's hands. */
final class Fulfilment {

    private Fulfilment() {}

    /** Goods leave; with the first parcel of a cash order its collection opens. */
    static Outcome ship(Order order, Parcel parcel) {
        if (order.isServicesOnly()) {
            return new Outcome.Refused(OrderRejection.Rule.NOTHING_TO_SHIP);
        }
        List<FieldError> faults = faults(order, parcel.lines(), OrderLine::toShip);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(new OrderRejection.MoreThanLeft(faults));
        }
        Map<String, Integer> wanted = wanted(order, parcel.lines(), OrderLine::toShip);
        Shipment shipment = new Shipment(
                parcel.shipmentId(),
                parcel.carrier(),
                parcel.trackingNumber(),
                units(order, wanted),
                parcel.at(),
                null);
        List<OrderLine> lines = order.lines().stream()
                .map(line -> line.shipping(wanted.getOrDefault(line.retailerId(), 0)))
                .toList();
        List<Shipment> shipments = new ArrayList<>(order.shipments());
        shipments.add(shipment);
        boolean complete = lines.stream().allMatch(line -> line.toShip() == 0);
        List<OrderEvent> events = new ArrayList<>(List.of(new OrderEvent.OrderShipped(shipment, complete)));
        if (order.isCashOnDelivery() && order.shipments().isEmpty()) {
            events.add(new OrderEvent.CollectionOpened());
        }
        return order.with(lines, shipments)
                .in(complete ? new Shipped() : new PartiallyShipped())
                .telling(events);
    }

    /** All goods have left: naming lines asks for more than is left. */
    static Outcome nothingLeftToShip(Order order, Parcel parcel) {
        if (order.isServicesOnly()) {
            return new Outcome.Refused(OrderRejection.Rule.NOTHING_TO_SHIP);
        }
        return new Outcome.Refused(
                parcel.lines() == null
                        ? OrderRejection.Rule.ALREADY_SHIPPED
                        : new OrderRejection.MoreThanLeft(faults(order, parcel.lines(), OrderLine::toShip)));
    }

    /** One parcel arrived; without its id every parcel on its way, and every service is rendered. */
    static Outcome deliver(Order order, UUID shipmentId, Instant now) {
        List<Shipment> arriving = order.shipments().stream()
                .filter(shipment ->
                        shipmentId == null ? shipment.deliveredAt() == null : shipmentId.equals(shipment.id()))
                .toList();
        List<OrderLine> rendered = shipmentId != null
                ? List.of()
                : order.lines().stream().filter(line -> line.toRender() > 0).toList();
        if (shipmentId != null && arriving.isEmpty()) {
            return new Outcome.Refused(OrderRejection.Rule.UNKNOWN_SHIPMENT);
        }
        if (shipmentId != null && arriving.get(0).deliveredAt() != null) {
            return new Outcome.Refused(OrderRejection.Rule.ALREADY_DELIVERED);
        }
        if (arriving.isEmpty() && rendered.isEmpty()) {
            return new Outcome.Refused(OrderRejection.Rule.NOTHING_TO_DELIVER);
        }
        List<Shipment> shipments = order.shipments().stream()
                .map(shipment -> arriving.contains(shipment) ? shipment.arrived(now) : shipment)
                .toList();
        List<OrderLine> lines = order.lines().stream()
                .map(line -> rendered.contains(line) ? line.rendered() : line)
                .toList();
        boolean complete = lines.stream().allMatch(line -> line.toShip() == 0 && line.toRender() == 0)
                && shipments.stream().allMatch(shipment -> shipment.deliveredAt() != null);
        return order.with(lines, shipments)
                .in(complete ? new Delivered() : order.state())
                .telling(deliveries(arriving, rendered, complete));
    }

    /** An event per parcel and one for the services; only the last of them can complete the order. */
    private static List<OrderEvent> deliveries(List<Shipment> arriving, List<OrderLine> rendered, boolean complete) {
        List<OrderEvent> events = new ArrayList<>();
        for (int i = 0; i < arriving.size(); i++) {
            boolean last = rendered.isEmpty() && i == arriving.size() - 1;
            Shipment shipment = arriving.get(i);
            events.add(new OrderEvent.OrderDelivered(shipment.id(), shipment.lines(), complete && last));
        }
        if (!rendered.isEmpty()) {
            List<Units> units =
                    rendered.stream().map(line -> line.units(line.toRender())).toList();
            events.add(new OrderEvent.OrderDelivered(null, units, complete));
        }
        return events;
    }

    /** Shipped units came back. Unpaid cash is not asked for any more once all of them are back. */
    static Outcome takeBack(Order order, Return back) {
        List<FieldError> faults = faults(order, back.lines(), OrderLine::toReturn);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(new OrderRejection.MoreThanLeft(faults));
        }
        Map<String, Integer> wanted = wanted(order, back.lines(), OrderLine::toReturn);
        if (wanted.isEmpty()) {
            return new Outcome.Refused(
                    order.shipments().isEmpty()
                            ? OrderRejection.Rule.NOTHING_SHIPPED
                            : OrderRejection.Rule.ALREADY_RETURNED);
        }
        List<OrderLine> lines = order.lines().stream()
                .map(line -> line.takingBack(wanted.getOrDefault(line.retailerId(), 0)))
                .toList();
        // a service that is still owed keeps the order open: nothing would free its reservation or deliver it any more
        boolean nothingLeft = lines.stream().allMatch(line -> line.toReturn() == 0 && line.toRender() == 0);
        boolean ends = nothingLeft && !(order.state() instanceof PartiallyShipped);
        List<OrderEvent> events = new ArrayList<>(List.of(new OrderEvent.OrderReturned(
                back.returnId(), units(order, wanted), back.reason(), back.restock(), ends)));
        if (ends && order.isCashOnDelivery() && order.paymentStatus() == PaymentStatus.PENDING) {
            events.add(new OrderEvent.PaymentWithdrawn("returned"));
        }
        return order.with(lines, order.shipments())
                .in(ends ? new Returned() : order.state())
                .telling(events);
    }

    /** All that was shipped is back: naming lines asks for more than is left. */
    static Outcome nothingLeftToReturn(Order order, Return back) {
        return new Outcome.Refused(
                back.lines() == null
                        ? OrderRejection.Rule.ALREADY_RETURNED
                        : new OrderRejection.MoreThanLeft(faults(order, back.lines(), OrderLine::toReturn)));
    }

    private static List<FieldError> faults(Order order, List<WantedUnits> wanted, ToIntFunction<OrderLine> left) {
        List<FieldError> faults = new ArrayList<>();
        for (int i = 0; wanted != null && i < wanted.size(); i++) {
            String retailerId = wanted.get(i).retailerId();
            int most = order.lines().stream()
                    .filter(line -> line.retailerId().equals(retailerId))
                    .mapToInt(left)
                    .sum();
            if (wanted.get(i).quantity() > most) {
                faults.add(FieldError.at("/lines/" + i + "/quantity", "must be at most " + most));
            }
        }
        return faults;
    }

    /** Units by retailer id, none of them 0; null lines stand for all that is left. */
    private static Map<String, Integer> wanted(Order order, List<WantedUnits> lines, ToIntFunction<OrderLine> left) {
        Map<String, Integer> wanted = new HashMap<>();
        if (lines == null) {
            order.lines().forEach(line -> wanted.put(line.retailerId(), left.applyAsInt(line)));
            wanted.values().removeIf(units -> units == 0);
        } else {
            lines.forEach(line -> wanted.put(line.retailerId(), line.quantity()));
        }
        return wanted;
    }

    private static List<Units> units(Order order, Map<String, Integer> wanted) {
        return order.lines().stream()
                .filter(line -> wanted.containsKey(line.retailerId()))
                .map(line -> line.units(wanted.get(line.retailerId())))
                .toList();
    }
}
