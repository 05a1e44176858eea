package io.tresen.proof.simulator;

import io.tresen.catalog.CatalogEvent;
import io.tresen.messaging.Money;
import io.tresen.messaging.event.RecordFault;
import io.tresen.order.Actor;
import io.tresen.order.Address;
import io.tresen.order.AwaitingPayment;
import io.tresen.order.Business;
import io.tresen.order.Checkout;
import io.tresen.order.DiscountCode;
import io.tresen.order.MoneyLeft;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderRules;
import io.tresen.order.OrderStatus;
import io.tresen.order.Outcome;
import io.tresen.order.PaymentMethod;
import io.tresen.order.Placing;
import io.tresen.order.Product;
import io.tresen.order.ProductKind;
import io.tresen.order.RefundReason;
import io.tresen.order.Terms;
import io.tresen.payment.PaymentEvent;
import io.tresen.payment.PaymentFact;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * order-service: the states of {@link io.tresen.order.OrderState} and {@link OrderRules} on rows in memory; between them what
 * {@code kafka.OrderProcess}, {@code Checkouts}, {@code ShopperRequests} and the timers do.
 */
final class OrderService extends Service {

    private static final Set<OrderStatus> FINAL =
            EnumSet.of(OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED, OrderStatus.RETURNED);

    private static final Address ADDRESS = new Address("N", "S 1", "10115", "Berlin", "DE", null, null);

    /** As {@code kafka.PaymentTopic} has them. */
    private static final Set<String> NOTHING_TO_GIVE = Set.of("not-captured", "late-money", "held");

    private record Pending(Checkout checkout, Instant giveUpAt) {}

    private final Topics topics;
    private final Business business;
    final Table<UUID, Order> orders = new Table<>(this);
    final Table<UUID, Product> products = new Table<>(this);
    final Table<UUID, Long> productOrder = new Table<>(this);
    private final Table<UUID, Pending> pending = new Table<>(this);
    final Table<String, DiscountCode> codes = new Table<>(this);
    final List<Reader> readers;
    private final Alarm deadlines;
    private final Alarm checkouts;

    OrderService(World world, Topics topics, UUID businessId) {
        super(world, "order");
        this.topics = topics;
        this.business = new Business(businessId, "Shop", "DE", "EUR", "en", EnumSet.allOf(PaymentMethod.class));
        this.deadlines = new Alarm(this, "deadlines", this::firstDeadline, this::expireDue);
        this.checkouts = new Alarm(this, "checkouts", this::firstPending, this::decidePending);
        this.readers = List.of(
                new Copy(this, "order.products", topics.product, this::copy),
                new Process(this, "order.conversation", topics.conversation, all -> all.forEach(this::asked)),
                new Process(this, "order.reservation", topics.reservation, all -> all.forEach(this::answered)),
                new Process(this, "order.payment", topics.payment, all -> all.forEach(this::paid)));
        codes.put("TEN", new DiscountCode(Prices.TEN, "EUR", 2, 0, 1));
    }

    private void copy(Message message) {
        Facts.Snapshot it = (Facts.Snapshot) message.value();
        long order = world.machinery.orderOf(message);
        if (productOrder.find(it.productId()).orElse(Long.MIN_VALUE) >= order) {
            return;
        }
        productOrder.put(it.productId(), order);
        products.put(
                it.productId(),
                new Product(
                        it.productId(),
                        it.retailerId(),
                        it.version(),
                        it.retailerId(),
                        new Money(it.priceMinor(), "EUR"),
                        null,
                        null,
                        null,
                        it.service() ? ProductKind.SERVICE : ProductKind.GOODS,
                        true,
                        it.counted(),
                        null,
                        false));
    }

    private void asked(Message message) {
        if (message.value() instanceof Facts.CheckoutRequested it) {
            if (!decide(it.checkout(), false)) {
                pending.put(
                        it.checkout().orderId(),
                        new Pending(it.checkout(), world.now().plusSeconds(30)));
                checkouts.at(world.now().plusMillis(250));
            }
        } else if (message.value() instanceof Facts.CancellationRequested it) {
            cancelled(it.orderId());
        }
    }

    private void cancelled(UUID orderId) {
        Order order = orders.get(orderId);
        if (order == null) {
            return; // told as refused, unseen
        }
        Outcome outcome = order.state().cancel(order, Actor.SHOPPER, null);
        if (outcome instanceof Outcome.Refused refused) {
            tell(
                    topics.order,
                    orderId,
                    new Facts.Told(
                            order,
                            new OrderEvent.CancellationRefused(
                                    refused.rejection().code())));
        } else {
            carryOut(order, outcome);
        }
    }

    /** As {@code Checkouts.decide}: false while something that the checkout names has not come here. */
    private boolean decide(Checkout checkout, boolean lastChance) {
        if (orders.has(checkout.orderId())) {
            return true;
        }
        Map<UUID, Product> found = new LinkedHashMap<>();
        checkout.lines().forEach(line -> {
            Product product = products.get(line.productId());
            boolean reached = product != null
                    && (product.version() >= line.productVersion() || world.machinery.decidesOnStaleProducts());
            if (reached) {
                found.put(line.productId(), product);
            }
        });
        if (found.size() < checkout.lines().size() && !lastChance) {
            return false;
        }
        Terms terms = new Terms(business, Prices.RULES, codes.get(checkout.discountCode()));
        Placing placing = OrderRules.checkOut(checkout, ADDRESS, Optional.of(terms), found, world.now());
        if (placing instanceof Placing.Accepted accepted) {
            UUID id = world.machinery.idOfOrder(world, checkout.orderId());
            Outcome.Act placed = OrderRules.placed(
                    id,
                    "T" + Names.of(id).toUpperCase(java.util.Locale.ROOT),
                    "receipt",
                    OrderRules.draft(checkout, ADDRESS),
                    checkout.conversationId(),
                    checkout.number(),
                    accepted,
                    world.now());
            insert(placed);
        } else if (placing instanceof Placing.Declined declined) {
            checkDeclined(checkout, declined);
            tell(topics.order, checkout.orderId(), new Facts.Declined(checkout, declined));
        }
        return true;
    }

    /** Nobody is told a price that is older than the one he was shown: that would never end. */
    private void checkDeclined(Checkout checkout, Placing.Declined declined) {
        for (Checkout.Line line : checkout.lines()) {
            Product known = products.get(line.productId());
            boolean quoted = declined.prices().stream()
                    .anyMatch(price -> price.line().productId().equals(line.productId()) && price.unitPrice() != null);
            if (quoted && known.version() < line.productVersion()) {
                world.violated(
                        "I6",
                        () -> "checkout " + Names.of(checkout.orderId()) + " is quoted version " + known.version()
                                + " after " + line.productVersion());
            }
        }
    }

    private void insert(Outcome.Act placed) {
        Order order = placed.order();
        orders.put(order.id(), order);
        use(order, 1);
        placed.events().forEach(event -> told(order, event));
        if (world.machinery.chargesWhileItReserves() && !order.isCashOnDelivery()) {
            Instant payBy = world.now().plusSeconds(order.facts().payWithinS());
            tell(topics.request, order.id(), new Facts.Asked(order, new OrderEvent.PaymentRequested(payBy)));
        }
    }

    private void use(Order order, int more) {
        String code = order.facts().discountCode();
        if (code != null) {
            DiscountCode it = codes.get(code);
            codes.put(
                    code, new DiscountCode(it.discount(), it.currency(), it.maxUses(), it.uses() + more, it.version()));
        }
    }

    private void told(Order order, OrderEvent event) {
        if (event instanceof OrderEvent.Told it) {
            tell(topics.order, order.id(), new Facts.Told(order, it));
        } else if (event instanceof OrderEvent.Asked it) {
            tell(topics.request, order.id(), new Facts.Asked(order, it));
        }
    }

    private void answered(Message message) {
        CatalogEvent.StockAnswer answer = (CatalogEvent.StockAnswer) message.value();
        UUID id = answer.orderId();
        Instant now = world.now();
        if (answer instanceof CatalogEvent.StockReserved) {
            step(id, order -> order.state().stockReserved(order, now));
        } else if (answer instanceof CatalogEvent.StockRejected it) {
            List<String> lines =
                    it.lines().stream().map(CatalogEvent.ShortUnits::retailerId).toList();
            step(id, order -> order.state().stockRejected(order, it.code(), lines));
        } else if (answer instanceof CatalogEvent.StockReleased) {
            step(id, world.machinery::stockReleased);
        }
    }

    /** As {@code kafka.PaymentTopic}. */
    private void paid(Message message) {
        PaymentEvent event = ((PaymentFact) message.value()).event();
        Instant now = world.now();
        step(message.key(), order -> {
            if (event instanceof PaymentEvent.Pending) {
                return order.state().paymentPending(order);
            } else if (event instanceof PaymentEvent.Succeeded it) {
                return it.late()
                        ? world.machinery.lateMoney(order)
                        : order.state().paymentSucceeded(order);
            } else if (event instanceof PaymentEvent.Failed) {
                return order.state().paymentFailed(order);
            } else if (event instanceof PaymentEvent.Unknown) {
                return order.state().paymentUnknown(order);
            } else if (event instanceof PaymentEvent.Held) {
                return order.state().paymentHeld(order, now);
            } else if (event instanceof PaymentEvent.Cancelled) {
                return order.state().paymentCancelled(order);
            } else if (event instanceof PaymentEvent.Refunded it) {
                RefundReason reason = RefundReason.valueOf(it.reason().name());
                return order.state().refundSucceeded(order, reason, it.complete());
            } else if (event instanceof PaymentEvent.RefundFailed it) {
                return order.state().refundFailed(order, left(it), now);
            }
            return order.state().cashCollected(order);
        });
    }

    private static MoneyLeft left(PaymentEvent.RefundFailed it) {
        return new MoneyLeft(it.capturedMinor(), it.refundedMinor(), NOTHING_TO_GIVE.contains(it.code()));
    }

    private void step(UUID orderId, Function<Order, Outcome> transition) {
        Order order = orders.get(orderId);
        if (order == null) {
            throw new RecordFault("unknown-order", "there is no order " + orderId);
        }
        carryOut(order, transition.apply(order));
    }

    private void carryOut(Order order, Outcome outcome) {
        if (outcome instanceof Outcome.Act act) {
            save(order, act);
        } else if (outcome instanceof Outcome.Impossible it) {
            throw new RecordFault("impossible-transition", it.state().word() + " can't have " + it.input());
        } else {
            world.trace(() -> name + ": " + Names.of(order.id()) + " stays "
                    + order.status().word() + ": " + outcome);
        }
    }

    private void save(Order before, Outcome.Act act) {
        Order after = act.order();
        if (FINAL.contains(before.status()) && after.status() != before.status()) {
            world.violated("I3", () -> before.status() + " was left for " + after.status() + " by " + before.id());
        }
        orders.put(after.id(), after);
        if (after.status() != before.status()) {
            world.trace(() ->
                    name + ": " + Names.of(after.id()) + " is " + after.status().word() + ", " + after.paymentStatus());
        }
        if (after.isUndone() && !before.isUndone()) {
            use(after, -1);
        }
        act.events().forEach(event -> told(after, event));
        if (after.state() instanceof AwaitingPayment it && world.machinery.hasDeadlines()) {
            if (world.machinery.keepsDeadlinesInMemory()) {
                long delay = it.payBy().toEpochMilli() - world.now().toEpochMilli();
                in(delay, "deadline", () -> transact(() -> expire(after.id())));
            } else {
                deadlines.at(it.payBy());
            }
        }
    }

    private Optional<Instant> firstDeadline() {
        if (!world.machinery.hasDeadlines() || world.machinery.keepsDeadlinesInMemory()) {
            return Optional.empty();
        }
        return orders.values().stream()
                .filter(it -> it.state() instanceof AwaitingPayment)
                .map(it -> ((AwaitingPayment) it.state()).payBy())
                .min(Instant::compareTo);
    }

    private void expireDue() {
        transact(() -> List.copyOf(orders.rows().keySet()).forEach(this::expire));
    }

    private void expire(UUID id) {
        Order order = orders.get(id);
        if (order.state() instanceof AwaitingPayment it && !it.payBy().isAfter(world.now())) {
            carryOut(order, order.state().deadlinePassed(order, world.now()));
        }
    }

    private Optional<Instant> firstPending() {
        return pending.values().isEmpty()
                ? Optional.empty()
                : Optional.of(world.now().plusMillis(250));
    }

    private void decidePending() {
        for (Pending it : List.copyOf(pending.values())) {
            transact(() -> {
                if (decide(it.checkout(), !world.now().isBefore(it.giveUpAt()))) {
                    pending.remove(it.checkout().orderId());
                }
            });
        }
    }

    /** What somebody of the shop asks for by REST; a refusal is an answer. */
    void command(UUID orderId, String what, Function<Order, Outcome> wish) {
        living(
                what,
                () -> transact(() -> {
                    Order order = orders.get(orderId);
                    world.trace(() -> "shop: " + what + " " + Names.of(orderId));
                    carryOut(order, wish.apply(order));
                }));
    }

    boolean isWaiting() {
        return !pending.values().isEmpty();
    }
}
