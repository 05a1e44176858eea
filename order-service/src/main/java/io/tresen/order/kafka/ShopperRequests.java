package io.tresen.order.kafka;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.order.Actor;
import io.tresen.order.AddressCorrections;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderEvents;
import io.tresen.order.OrderEvents.Asker;
import io.tresen.order.OrderRejection;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import io.tresen.order.PendingAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** What a shopper wants of an order of theirs. An order that is another's is answered exactly like one that is not there. */
@ApplicationScoped
public class ShopperRequests {

    private final Orders orders;
    private final AddressCorrections corrections;
    private final PendingAddresses pending;
    private final OrderEvents events;
    private final OrderProcess process;

    ShopperRequests(
            Orders orders,
            AddressCorrections corrections,
            PendingAddresses pending,
            OrderEvents events,
            OrderProcess process) {
        this.orders = orders;
        this.corrections = corrections;
        this.pending = pending;
        this.events = events;
        this.process = process;
    }

    /** Cancels, or says why not. */
    void cancel(Tx tx, Event event, Asker asker, Instant now) {
        Optional<Order> own =
                orders.lock(tx, asker.businessId(), asker.orderId()).filter(asker::owns);
        if (own.isEmpty()) {
            String code = OrderRejection.Rule.NOT_FOUND.code();
            events.refusedUnseen(tx, asker, new OrderEvent.CancellationRefused(code), now, event);
            return;
        }
        Order order = own.get();
        Outcome outcome = order.state().cancel(order, Actor.SHOPPER, null);
        if (outcome instanceof Outcome.Act act) {
            orders.save(tx, order, act, By.shopper(asker.shopperId()), now, event);
        } else if (outcome instanceof Outcome.Refused refused) {
            String code = refused.rejection().code();
            orders.note(tx, order, new OrderEvent.CancellationRefused(code), By.SYSTEM, now, event);
        } else {
            process.unchanged(order.status(), event, outcome);
        }
    }

    /**
     * Corrects the address or says why not; lets it wait for its key, or behind one that does.
     *
     * @param now business time
     * @param giveUpAt wall clock
     * @throws io.tresen.messaging.seal.Unsealable when it can't be opened or was sealed for another order or business
     */
    void correctAddress(Tx tx, Event event, Asker asker, String sealed, Instant now, Instant giveUpAt) {
        boolean decided = !pending.has(tx, asker.businessId(), asker.orderId())
                && corrections.decide(tx, asker, sealed, event, false, now);
        if (!decided) {
            pending.add(tx, asker, sealed, event, giveUpAt);
        }
    }
}
