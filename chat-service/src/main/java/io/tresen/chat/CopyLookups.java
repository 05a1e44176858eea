package io.tresen.chat;

import io.tresen.chat.assistant.Checkout;
import io.tresen.chat.assistant.Counterpart;
import io.tresen.chat.assistant.DiscountFacts;
import io.tresen.chat.assistant.Lookups;
import io.tresen.chat.assistant.OrderFacts;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.assistant.Shelf;
import io.tresen.chat.assistant.TransferFacts;
import io.tresen.costs.CostRules;
import io.tresen.messaging.db.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the assistant looks up, for one shopper in one transaction.
 *
 * @param patient true: what was just named and is unknown throws {@link ChatRejection#NOT_KNOWN_YET}, so that the caller can
 *     try again once the copies have caught up
 */
record CopyLookups(
        Tx tx,
        ChatEvent.Party party,
        Products products,
        ShopRules rules,
        Orders orders,
        Checkouts checkouts,
        WalletDesk wallets,
        boolean patient)
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
    public Map<String, String> taxClasses(Collection<String> retailerIds) {
        return products.taxClasses(tx, party.businessId(), retailerIds);
    }

    @Override
    public CostRules costRules() {
        return rules.find(tx, party.businessId());
    }

    @Override
    public Optional<DiscountFacts> discount(String code) {
        return rules.discount(tx, party.businessId(), code);
    }

    @Override
    public Optional<DiscountFacts> discountJustNamed(String code) {
        return awaited(discount(code));
    }

    @Override
    public boolean hasDiscounts() {
        return rules.hasDiscounts(tx, party.businessId());
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
    public Counterpart counterpart(String number) {
        return wallets.counterpart(tx, party, number);
    }

    @Override
    public Optional<TransferFacts> transfer(UUID transferId) {
        return wallets.transfer(tx, party, transferId);
    }

    @Override
    public String walletPage() {
        return wallets.page(tx, party);
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
