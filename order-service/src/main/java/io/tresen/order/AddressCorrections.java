package io.tresen.order;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.seal.UnknownKey;
import io.tresen.messaging.seal.Unsealer;
import io.tresen.order.OrderEvents.Asker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides addresses that shoppers submit for orders of theirs: corrected, refused, or not yet. */
@ApplicationScoped
public class AddressCorrections {

    private final Orders orders;
    private final DeliveryAddresses addresses;
    private final Businesses businesses;
    private final OrderEvents events;
    private final Unsealer unsealer;

    AddressCorrections(
            Orders orders, DeliveryAddresses addresses, Businesses businesses, OrderEvents events, Unsealer unsealer) {
        this.orders = orders;
        this.addresses = addresses;
        this.businesses = businesses;
        this.events = events;
        this.unsealer = unsealer;
    }

    /**
     * Corrects the address, or says why not. An order that is another's is answered like one that is not there, whatever
     * was sealed for it.
     *
     * @param sealed JWE to this service
     * @param lastChance true: a key that is not here is the record's fault; false: it is waited for
     * @param now business time
     * @return false when the key is not here, and then nothing was done
     * @throws io.tresen.messaging.seal.Unsealable when it can't be opened or was sealed for another order or business
     * @throws RecordFault as well when no address was sealed; nothing was done either way
     */
    public boolean decide(Tx tx, Asker asker, String sealed, Event cause, boolean lastChance, Instant now) {
        Optional<Order> own = own(tx, asker);
        if (own.isEmpty()) {
            refuseUnseen(tx, asker, cause, now);
            return true;
        }
        Address next;
        try {
            next = unsealer.open(sealed, asker.orderId(), asker.businessId(), SealedAddress.class)
                    .deliveryAddress();
        } catch (UnknownKey e) {
            if (lastChance) {
                throw e;
            }
            return false;
        }
        if (next == null) {
            throw new RecordFault("no-address", "nothing but the ids was sealed");
        }
        correct(tx, own.get(), next, cause, now);
        return true;
    }

    /** Refuses one that waited and can't be opened. @param now business time */
    public void refuseUnopened(Tx tx, Asker asker, Event cause, Instant now) {
        OrderRejection why = new OrderRejection.InvalidAddress(List.of());
        own(tx, asker)
                .ifPresentOrElse(
                        order -> refuse(tx, order, why, cause, now), () -> refuseUnseen(tx, asker, cause, now));
    }

    private void correct(Tx tx, Order order, Address next, Event cause, Instant now) {
        Outcome outcome = OrderRules.correctAddress(
                order,
                addresses.current(tx, order.businessId(), order.id()),
                businesses.find(tx, order.businessId()).map(Business::country).orElse(null),
                next,
                Actor.SHOPPER,
                "");
        if (outcome instanceof Outcome.Act act) {
            int sequence = orders.save(tx, order, act, By.shopper(order.facts().shopperId()), now, cause);
            addresses.add(tx, order.businessId(), order.id(), sequence, next, now);
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(tx, order, refused.rejection(), cause, now);
        } else {
            throw new RecordFault("impossible-transition", order.status().word() + " can't have " + cause.type());
        }
    }

    private Optional<Order> own(Tx tx, Asker asker) {
        return orders.lock(tx, asker.businessId(), asker.orderId()).filter(asker::owns);
    }

    private void refuse(Tx tx, Order order, OrderRejection why, Event cause, Instant now) {
        orders.note(tx, order, new OrderEvent.DeliveryAddressRefused(why.code()), By.SYSTEM, now, cause);
    }

    private void refuseUnseen(Tx tx, Asker asker, Event cause, Instant now) {
        String code = OrderRejection.Rule.NOT_FOUND.code();
        events.refusedUnseen(tx, asker, new OrderEvent.DeliveryAddressRefused(code), now, cause);
    }
}
