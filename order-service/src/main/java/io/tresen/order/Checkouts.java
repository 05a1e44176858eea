package io.tresen.order;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.seal.UnknownKey;
import io.tresen.messaging.seal.Unsealable;
import io.tresen.messaging.seal.Unsealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides checkouts of chats: an order, a decline, or not yet. */
@ApplicationScoped
public class Checkouts {

    private final Orders orders;
    private final DeliveryAddresses addresses;
    private final Products products;
    private final Businesses businesses;
    private final ShopRules rules;
    private final Discounts discounts;
    private final ReceiptKeys receipts;
    private final OrderEvents events;
    private final Unsealer unsealer;

    Checkouts(
            Orders orders,
            DeliveryAddresses addresses,
            Products products,
            Businesses businesses,
            ShopRules rules,
            Discounts discounts,
            ReceiptKeys receipts,
            OrderEvents events,
            Unsealer unsealer) {
        this.orders = orders;
        this.addresses = addresses;
        this.products = products;
        this.businesses = businesses;
        this.rules = rules;
        this.discounts = discounts;
        this.receipts = receipts;
        this.events = events;
        this.unsealer = unsealer;
    }

    /**
     * Decides once. A checkout that became an order before finds it and changes nothing.
     *
     * @param lastChance true: what is still missing is declined; false: it is waited for
     * @param now business time
     * @return false when this service has not heard of everything that the checkout names, the key of its address among it,
     *     and then nothing was done
     * @throws Unsealable when the address can't be opened or is another order's, and then nothing was done; for a key that
     *     is not here on the last chance only
     */
    public boolean decide(Tx tx, Checkout checkout, Event cause, boolean lastChance, Instant now) {
        if (orders.exists(tx, checkout.orderId())) {
            return true;
        }
        Address address;
        try {
            address = opened(checkout);
        } catch (UnknownKey e) {
            if (lastChance) {
                throw e;
            }
            return false;
        }
        Optional<Business> business = businesses.find(tx, checkout.businessId());
        Map<UUID, Product> found = products(tx, checkout);
        boolean whole = business.isPresent() && checkout.lines().stream().allMatch(line -> reached(found, line));
        if (!whole && !lastChance) {
            return false;
        }
        // a copy that has not come so far is no price to decide by
        checkout.lines().stream().filter(line -> !reached(found, line)).forEach(line -> found.remove(line.productId()));
        Optional<Terms> terms = business.map(it -> terms(tx, it, checkout));
        Placing placing = OrderRules.checkOut(checkout, address, terms, found, now);
        if (placing instanceof Placing.Accepted accepted) {
            place(tx, checkout, address, accepted, cause, now);
        } else if (placing instanceof Placing.Declined declined) {
            events.declined(tx, checkout, declined, now, cause);
        }
        return true;
    }

    /** Declines one that waited and whose address can't be opened. @param now business time */
    public void declineUnopened(Tx tx, Checkout checkout, Event cause, Instant now) {
        events.declined(tx, checkout, OrderRules.unopened(checkout, products(tx, checkout), now), now, cause);
    }

    private Terms terms(Tx tx, Business business, Checkout checkout) {
        DiscountCode code = checkout.discountCode() == null
                ? null
                : discounts
                        .lock(tx, business.businessId(), checkout.discountCode())
                        .orElse(null);
        return new Terms(business, rules.find(tx, business.businessId()), code);
    }

    /** Where it goes; null for services only. */
    private Address opened(Checkout checkout) {
        return checkout.sealedAddress() == null
                ? null
                : unsealer.open(
                                checkout.sealedAddress(),
                                checkout.orderId(),
                                checkout.businessId(),
                                SealedAddress.class)
                        .deliveryAddress();
    }

    private Map<UUID, Product> products(Tx tx, Checkout checkout) {
        return products.find(
                tx,
                checkout.businessId(),
                checkout.lines().stream().map(Checkout.Line::productId).toList());
    }

    private void place(Tx tx, Checkout checkout, Address address, Placing.Accepted accepted, Event cause, Instant now) {
        Outcome.Act placed = OrderRules.placed(
                checkout.orderId(),
                orders.nextNumber(tx),
                receipts.next(),
                OrderRules.draft(checkout, address),
                checkout.conversationId(),
                checkout.number(),
                accepted,
                now);
        if (orders.insert(tx, placed, By.shopper(checkout.shopperId()), now, cause) && address != null) {
            addresses.add(tx, checkout.businessId(), checkout.orderId(), 1, address, now);
        }
    }

    private static boolean reached(Map<UUID, Product> found, Checkout.Line line) {
        Product product = found.get(line.productId());
        return product != null && product.version() >= line.productVersion();
    }
}
