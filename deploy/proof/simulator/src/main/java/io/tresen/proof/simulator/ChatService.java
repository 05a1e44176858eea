package io.tresen.proof.simulator;

import io.tresen.catalog.CatalogEvent;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.notification.NoticeEvent;
import io.tresen.order.Checkout;
import io.tresen.order.OrderEvent;
import io.tresen.order.PaymentMethod;
import io.tresen.payment.PaymentEvent;
import io.tresen.payment.PaymentFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Of chat-service what the process needs: its copies of products and availability, checkouts and wishes out of them, what
 * is said to shoppers once each, and its answers to notices.
 */
final class ChatService extends Service {

    /** Something that a shopper was told. @param about of which order or notice */
    record Said(UUID about, String what) {}

    private final Topics topics;
    private final UUID business;
    private final People people;
    final Table<UUID, Facts.Snapshot> products = new Table<>(this);
    final Table<UUID, Long> productOrder = new Table<>(this);
    final Table<UUID, CatalogEvent.AvailabilityMoved> availability = new Table<>(this);
    final Table<UUID, Long> availabilityOrder = new Table<>(this);
    final Table<Integer, Said> said = new Table<>(this);
    final Table<UUID, Long> checkouts = new Table<>(this);
    final Table<UUID, Checkout> asked = new Table<>(this);
    final List<Reader> readers;
    private final Copy productCopy;

    ChatService(World world, Topics topics, UUID business, People people) {
        super(world, "chat");
        this.topics = topics;
        this.business = business;
        this.people = people;
        this.productCopy = new Copy(this, "chat.products", topics.product, this::copy);
        this.readers = List.of(
                productCopy,
                new Copy(this, "chat.availability", topics.availability, this::copyAvailability),
                new Process(this, "chat.order-notices", topics.order, all -> all.forEach(this::ordered)),
                new Process(this, "chat.payment-notices", topics.payment, all -> all.forEach(this::paid)),
                new Process(this, "chat.notices", topics.notice, all -> all.forEach(this::noticed)));
    }

    private void copy(Message message) {
        Facts.Snapshot it = (Facts.Snapshot) message.value();
        long order = world.machinery.orderOf(message);
        if (productOrder.find(it.productId()).orElse(Long.MIN_VALUE) < order) {
            productOrder.put(it.productId(), order);
            products.put(it.productId(), it);
        }
    }

    private void copyAvailability(Message message) {
        CatalogEvent.AvailabilityMoved it = (CatalogEvent.AvailabilityMoved) message.value();
        long order = world.machinery.orderOf(message);
        if (availabilityOrder.find(it.productId()).orElse(Long.MIN_VALUE) < order) {
            availabilityOrder.put(it.productId(), order);
            availability.put(it.productId(), it);
        }
    }

    /** A shopper places the cart, at the prices that he sees. */
    void checkOut(UUID conversation, UUID shopper, Map<UUID, Integer> cart, PaymentMethod method, String code) {
        living(
                "checkout",
                () -> transact(() -> {
                    List<Checkout.Line> lines = new ArrayList<>();
                    cart.forEach((product, quantity) -> {
                        Facts.Snapshot it = products.get(product);
                        if (it != null) {
                            lines.add(new Checkout.Line(
                                    product, it.retailerId(), quantity, it.priceMinor(), it.version()));
                        }
                    });
                    if (lines.isEmpty()) {
                        return;
                    }
                    long number = checkouts.find(conversation).orElse(0L) + 1;
                    checkouts.put(conversation, number);
                    UUID order = Ids.v5(conversation, "checkout:" + number);
                    Checkout checkout = new Checkout(
                            order,
                            business,
                            conversation,
                            shopper,
                            number,
                            List.copyOf(lines),
                            total(lines, code),
                            code,
                            method,
                            null);
                    asked.put(order, checkout);
                    tell(topics.conversation, conversation, new Facts.CheckoutRequested(checkout));
                }));
    }

    /** What the chat shows, by the same function that order-service decides with. */
    private Money total(List<Checkout.Line> lines, String code) {
        return new Money(Prices.total(lines, products.rows(), code), "EUR");
    }

    void cancel(UUID conversation, UUID order) {
        living(
                "cancel",
                () -> transact(() -> tell(topics.conversation, conversation, new Facts.CancellationRequested(order))));
    }

    /** @param seen of which the shopper was told that nothing is there */
    void wish(UUID conversation, UUID shopper, UUID product) {
        living(
                "wish",
                () -> transact(() -> {
                    long seen = availability
                            .find(product)
                            .map(CatalogEvent.AvailabilityMoved::version)
                            .orElse(0L);
                    tell(topics.conversation, conversation, new Facts.Wished(product, conversation, shopper, seen));
                }));
    }

    private void ordered(Message message) {
        if (message.value() instanceof Facts.Told it) {
            OrderEvent.Told event = it.event();
            say(message.key(), event.name());
            tx().afterCommit(() -> people.heard(it.order(), event));
        } else if (message.value() instanceof Facts.Declined it) {
            say(message.key(), "CheckoutDeclined");
            tx().afterCommit(() -> people.declined(it.checkout()));
        }
    }

    private void paid(Message message) {
        PaymentFact fact = (PaymentFact) message.value();
        if (fact.event() instanceof PaymentEvent.Succeeded) {
            say(fact.event().payment().id(), "PaymentSucceeded");
        }
        if (fact.event() instanceof PaymentEvent.Pending || fact.event() instanceof PaymentEvent.Failed) {
            tx().afterCommit(() -> people.mayPay(fact.order()));
        }
        if (fact.event() instanceof PaymentEvent.Unknown) {
            tx().afterCommit(() -> people.mayGiveBack(fact.order()));
        }
    }

    private void noticed(Message message) {
        if (message.value() instanceof NoticeEvent.Requested it) {
            UUID conversation = it.notice().conversationId();
            UUID id = it.notice().noticeId();
            if (people.hasLeft(it.notice().shopperId())) {
                tell(topics.conversation, conversation, new Facts.NoticeRefused(id, "opted-out"));
            } else {
                say(id, "BackInStock");
                tell(topics.conversation, conversation, new Facts.NoticeSent(id));
            }
        }
    }

    private void say(UUID about, String what) {
        said.put(said.rows().size(), new Said(about, what));
    }

    /** The copies are read again; nobody is told anything by it. */
    void rebuild() {
        if (!isUp()) {
            return;
        }
        boolean empty = living(
                "rebuild",
                () -> transact(() -> {
                    List.copyOf(products.rows().keySet()).forEach(products::remove);
                    List.copyOf(productOrder.rows().keySet()).forEach(productOrder::remove);
                }));
        if (empty) {
            productCopy.again();
            if (world.machinery.rebuiltCopiesHaveEffects()) {
                readers.stream()
                        .filter(Process.class::isInstance)
                        .map(Process.class::cast)
                        .forEach(Process::asNewGroup);
            }
        }
    }

    /** What was said more often than once and may be said once. */
    List<String> doubles() {
        Map<Said, Integer> times = new LinkedHashMap<>();
        said.values().forEach(it -> times.merge(it, 1, Integer::sum));
        List<String> once = List.of(
                "OrderPlaced",
                "OrderAwaitingPayment",
                "OrderConfirmed",
                "OrderRejected",
                "OrderExpired",
                "OrderCancellationStarted",
                "OrderCancelled",
                "CheckoutDeclined",
                "PaymentSucceeded",
                "BackInStock");
        return times.entrySet().stream()
                .filter(it -> it.getValue() > 1 && once.contains(it.getKey().what()))
                .map(it -> "said " + it.getValue() + " times: " + it.getKey())
                .toList();
    }
}
