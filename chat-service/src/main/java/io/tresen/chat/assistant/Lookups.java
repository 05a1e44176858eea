package io.tresen.chat.assistant;

import io.tresen.costs.CostRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the assistant may ask of chat's own tables while it decides. Everything is of one shop and one shopper. */
public interface Lookups {

    /** A group of products to browse: a collection or a category. */
    record Group(String choice, String title, String description) {}

    /** A product, hidden and removed ones included; empty for one never heard of. */
    Optional<Product> product(String retailerId);

    /** As {@link #product}, for one that was just named: may be held and asked again while the copy catches up. */
    Optional<Product> productJustNamed(String retailerId);

    /** Tax classes of products, by retailer id; without those that have none or were never heard of. */
    Map<String, String> taxClasses(Collection<String> retailerIds);

    /** What the shop asks for beside its prices. */
    CostRules costRules();

    /** A code of the shop. @param code in its normal form */
    Optional<DiscountFacts> discount(String code);

    /** As {@link #discount}, for one that was just named: may be held and asked again while the copy catches up. */
    Optional<DiscountFacts> discountJustNamed(String code);

    /** True when the shop has a code. */
    boolean hasDiscounts();

    /** Visible products of a shelf behind one of them; {@code after} null for the beginning. */
    List<Product> products(Shelf shelf, UUID after, int limit);

    /** Collections, then categories with visible products; at most 200. */
    List<Group> groups();

    /** The shopper's order; may be held and asked again while the copy catches up. */
    Optional<OrderFacts> order(String orderNo);

    /** The shopper's orders, newest first, older than one of them; {@code afterOrderNo} null for the beginning. */
    List<OrderFacts> orders(String afterOrderNo, int limit);

    /** Whose number it is, in digits alone: a shopper's of this shop; numbers that nobody has are counted. */
    Counterpart counterpart(String number);

    /** A transfer that is the shopper's to pay or to get. */
    Optional<TransferFacts> transfer(UUID transferId);

    /** Address of the shopper's wallet page, which it opens for 15 minutes to whoever has it; another one each time. */
    String walletPage();

    /** A checkout of this conversation. */
    Optional<Checkout> checkout(long number);
}
