package io.tresen.order.rest;

import io.tresen.costs.CostRules;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.order.Business;
import io.tresen.order.Businesses;
import io.tresen.order.Customer;
import io.tresen.order.DeliveryAddresses;
import io.tresen.order.DiscountCode;
import io.tresen.order.Discounts;
import io.tresen.order.Order;
import io.tresen.order.OrderDossiers;
import io.tresen.order.OrderDraft;
import io.tresen.order.OrderRejection;
import io.tresen.order.OrderRules;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import io.tresen.order.Placing;
import io.tresen.order.Product;
import io.tresen.order.Products;
import io.tresen.order.ReceiptKeys;
import io.tresen.order.ShopRules;
import io.tresen.order.Shoppers;
import io.tresen.order.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What the resources share: a new order, a change of one, and its view. */
@ApplicationScoped
public class OrderDesk {

    private final Orders orders;
    private final OrderDossiers dossiers;
    private final DeliveryAddresses addresses;
    private final Products products;
    private final Businesses businesses;
    private final ShopRules rules;
    private final Discounts discounts;
    private final ReceiptKeys receipts;
    private final Shoppers shoppers;
    private final Caller caller;
    private final BusinessClock clock;

    OrderDesk(
            Orders orders,
            OrderDossiers dossiers,
            DeliveryAddresses addresses,
            Products products,
            Businesses businesses,
            ShopRules rules,
            Discounts discounts,
            ReceiptKeys receipts,
            Shoppers shoppers,
            Caller caller,
            BusinessClock clock) {
        this.orders = orders;
        this.dossiers = dossiers;
        this.addresses = addresses;
        this.products = products;
        this.businesses = businesses;
        this.rules = rules;
        this.discounts = discounts;
        this.receipts = receipts;
        this.shoppers = shoppers;
        this.caller = caller;
        this.clock = clock;
    }

    /** An order before and after a change. @param sequence history's place of the last told event; 0 when none was told */
    record Changed(Order before, Order after, int sequence) {}

    /** Business time. */
    Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** For an order that is about to be placed. */
    NumberOnce number() {
        return new NumberOnce(orders);
    }

    /**
     * Places an order, or throws the rejection.
     *
     * @param customer null for none
     * @param numbered the same for each try
     */
    Order place(Tx tx, OrderDraft draft, Customer customer, NumberOnce numbered) {
        UUID tenant = caller.businessId();
        Instant now = now();
        Supplier<Optional<Business>> known = businesses.ask(tx, tenant);
        Supplier<CostRules> costs = rules.ask(tx, tenant);
        Supplier<Map<UUID, Product>> offered = products.ask(
                tx,
                tenant,
                draft.lines().stream().map(OrderDraft.Line::productId).toList());
        String number = numbered.ask(tx).get(); // who has the last answer has them all
        Business business = known.get().orElseThrow(() -> OrderRejection.Rule.UNKNOWN_BUSINESS.exception());
        UUID conversation = draft.shopperId() == null
                ? null
                : shoppers.latestConversation(tx, tenant, draft.shopperId())
                        .orElseThrow(() -> OrderRejection.Rule.UNKNOWN_SHOPPER.exception());
        DiscountCode code = draft.discountCode() == null
                ? null
                : discounts.lock(tx, tenant, draft.discountCode()).orElse(null);
        Placing placing = OrderRules.place(draft, new Terms(business, costs.get(), code), offered.get(), now);
        if (placing instanceof Placing.Declined declined) {
            throw declined.rejection().exception();
        }
        UUID id = Ids.v7();
        Outcome.Act placed = OrderRules.placed(
                id, number, receipts.next(), draft, conversation, null, (Placing.Accepted) placing, now);
        orders.add(tx, placed, customer, caller.by(), now);
        if (draft.address() != null) {
            addresses.add(tx, tenant, id, 1, draft.address(), now);
        }
        return placed.order();
    }

    /**
     * Takes a locked order through a transition and stores it.
     *
     * @throws io.tresen.messaging.RejectedException 404 for another tenant's order, or what the state refuses
     */
    Changed change(Tx tx, UUID orderId, BiFunction<Order, Instant, Outcome> transition) {
        Order order = orders.lock(tx, caller.businessId(), orderId)
                .orElseThrow(() -> Problem.notFound().exception());
        Instant now = now();
        Outcome outcome = transition.apply(order, now);
        if (outcome instanceof Outcome.Act act) {
            return new Changed(order, act.order(), orders.save(tx, order, act, caller.by(), now, null));
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.rejection().exception();
        }
        if (outcome instanceof Outcome.Duplicate) {
            return new Changed(order, order, 0);
        }
        throw new IllegalStateException("A command can't be impossible: " + outcome);
    }

    /** The order as the caller may see it. @throws io.tresen.messaging.RejectedException 404 */
    OrderView view(Tx tx, UUID orderId) {
        return dossiers.find(tx, caller.businessId(), orderId)
                .map(OrderView::of)
                .orElseThrow(() -> Problem.notFound().exception());
    }
}
