package io.tresen.order.kafka;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.seal.Unsealer;
import io.tresen.order.Actor;
import io.tresen.order.Address;
import io.tresen.order.DeliveryAddresses;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderEvents;
import io.tresen.order.OrderEvents.Asker;
import io.tresen.order.OrderRejection;
import io.tresen.order.OrderRules;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import io.tresen.order.SealedAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a shopper wants of an order of theirs. An order that is another's is answered exactly like one that is not there. */
@ApplicationScoped
public class ShopperRequests {

    private final Orders orders;
    private final DeliveryAddresses addresses;
    private final OrderEvents events;
    private final OrderProcess process;
    private final Unsealer unsealer;

    ShopperRequests(
            Orders orders, DeliveryAddresses addresses, OrderEvents events, OrderProcess process, Unsealer unsealer) {
        this.orders = orders;
        this.addresses = addresses;
        this.events = events;
        this.process = process;
        this.unsealer = unsealer;
    }

    /** Cancels, or says why not. */
    void cancel(Tx tx, Event event, Asker asker, Instant now) {
        Optional<Order> own = own(tx, asker);
        if (own.isEmpty()) {
            refuseUnseen(tx, event, asker, OrderEvent.CancellationRefused::new, now);
            return;
        }
        Order order = own.get();
        Outcome outcome = order.state().cancel(order, Actor.SHOPPER, null);
        if (outcome instanceof Outcome.Act act) {
            orders.save(tx, order, act, now, event);
        } else {
            unchanged(tx, event, order, outcome, OrderEvent.CancellationRefused::new, now);
        }
    }

    /**
     * Corrects the address, or says why not.
     *
     * @throws io.tresen.messaging.seal.Unsealable when it can't be opened or was sealed for another order or business
     */
    void correctAddress(Tx tx, Event event, Asker asker, String sealed, Instant now) {
        Address next = unsealer.open(sealed, asker.orderId(), asker.businessId(), SealedAddress.class)
                .deliveryAddress();
        if (next == null) {
            throw new RecordFault("no-address", "nothing but the ids was sealed");
        }
        Optional<Order> own = own(tx, asker);
        if (own.isEmpty()) {
            refuseUnseen(tx, event, asker, OrderEvent.DeliveryAddressRefused::new, now);
            return;
        }
        Order order = own.get();
        Outcome outcome = OrderRules.correctAddress(
                order, addresses.current(tx, asker.businessId(), order.id()), next, Actor.SHOPPER, "");
        if (outcome instanceof Outcome.Act act) {
            int sequence = orders.save(tx, order, act, now, event);
            addresses.add(tx, asker.businessId(), order.id(), sequence, next, now);
        } else {
            unchanged(tx, event, order, outcome, OrderEvent.DeliveryAddressRefused::new, now);
        }
    }

    private Optional<Order> own(Tx tx, Asker asker) {
        return orders.lock(tx, asker.businessId(), asker.orderId())
                .filter(order -> asker.shopperId().equals(order.facts().shopperId()));
    }

    private void refuseUnseen(Tx tx, Event event, Asker asker, Function<String, OrderEvent.Told> refusal, Instant now) {
        events.refusedUnseen(tx, asker, refusal.apply(OrderRejection.Rule.NOT_FOUND.code()), now, event);
    }

    private void unchanged(
            Tx tx, Event event, Order order, Outcome outcome, Function<String, OrderEvent.Told> refusal, Instant now) {
        if (outcome instanceof Outcome.Refused refused) {
            orders.note(tx, order, refusal.apply(refused.rejection().code()), now, event);
        } else {
            process.unchanged(order.status(), event, outcome);
        }
    }
}
