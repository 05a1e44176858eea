package io.tresen.chat;

import io.tresen.chat.assistant.Checkout;
import io.tresen.chat.assistant.Lookups;
import io.tresen.chat.assistant.OrderFacts;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.assistant.Shelf;
import io.tresen.messaging.db.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the assistant looks up, for one shopper in one transaction.
 *
 * @param patient true: what was just named and is unknown throws {@link ChatRejection#NOT_KNOWN_YET}, so that the caller can
 *     try again once the copies have caught up
 */
record CopyLookups(Tx tx, ChatEvent.Party party, Products products, Orders orders, Checkouts checkouts, boolean patient)
        implements Lookups {

    @Override
    public Optional<Product> product(String retailerId) {
        return products.find(tx, party.businessId(), retailerId);
    }

    @Override
    public Optional<Product> productJustNamed(String retailerId) {
        return awaited(product(retailerId));
    }

    @Override
    public List<Product> products(Shelf shelf, UUID after, int limit) {
        return products.shelf(tx, party.businessId(), shelf, after, limit);
    }

    @Override
    public List<Group> groups() {
        return products.groups(tx, party.businessId());
    }

    @Override
    public Optional<OrderFacts> order(String orderNo) {
        return awaited(orders.find(tx, party.businessId(), party.shopperId(), orderNo));
    }

    @Override
    public List<OrderFacts> orders(String afterOrderNo, int limit) {
        return orders.page(tx, party.businessId(), party.shopperId(), afterOrderNo, limit);
    }

    @Override
    public Optional<Checkout> checkout(long number) {
        return checkouts.find(tx, party.businessId(), party.conversationId(), number);
    }

    private <T> Optional<T> awaited(Optional<T> found) {
        if (found.isEmpty() && patient) {
            throw ChatRejection.NOT_KNOWN_YET.exception();
        }
        return found;
    }
}
