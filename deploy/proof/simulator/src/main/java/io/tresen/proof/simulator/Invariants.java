package io.tresen.proof.simulator;

import io.tresen.catalog.Movement;
import io.tresen.catalog.ProductKey;
import io.tresen.catalog.ReservedLine;
import io.tresen.catalog.Shelf;
import io.tresen.notification.Availability;
import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import io.tresen.order.PaymentStatus;
import io.tresen.payment.Attention;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentBooks;
import io.tresen.payment.PaymentState;
import io.tresen.payment.RefundReason;
import io.tresen.payment.RefundState;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransferStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * I1 to I8 (DESIGN 14) in the terms of the model; I9 is about services that run. Two more have words for names: "rest" that
 * nothing waits for anybody, "age" that nothing is kept for ever.
 */
final class Invariants {

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PLACED, OrderStatus.AWAITING_PAYMENT, OrderStatus.CANCELLING);

    private static final Set<OrderStatus> OVER =
            EnumSet.of(OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED, OrderStatus.RETURNED);

    private static final int MOST_TRIES = 10;

    /** After it no topic has anything of today. */
    private static final Duration AGES = Duration.ofDays(500);

    private final Simulation platform;
    private final World world;
    private final PaymentBooks books;

    Invariants(Simulation platform) {
        this.platform = platform;
        this.world = platform.world;
        this.books = new PaymentBooks(platform.payments.payments);
    }

    /** What must hold after every step. */
    void cheap() {
        platform.catalog.shelves.rows().forEach((key, shelf) -> {
            if (shelf.reserved() < 0 || shelf.onHand() < 0 || shelf.counted() && shelf.available() < 0) {
                world.violated("I1", () -> "less than nothing of " + Names.of(key.productId()) + ": " + shelf);
            }
        });
        books.overdrawn().forEach(it -> world.violated("I7", () -> it));
    }

    /** What must hold once nothing is under way. */
    void atRest() {
        quiet();
        stock();
        charges();
        endings();
        effects();
        sequences();
        copies();
        money();
        platform.notification.faults().forEach(it -> world.violated("I8", () -> it));
        platform.chat.doubles().forEach(it -> world.violated("I4", () -> it));
        age();
    }

    /** What outboxes and inboxes hold long after. */
    private void age() {
        for (Service service : platform.services()) {
            long rows = service.outboxRows();
            if (rows > 0) {
                world.violated("age", () -> service.name + " keeps " + rows + " rows in its outbox for ever");
            }
        }
        for (Reader reader : platform.readers()) {
            int known = reader instanceof Process process
                    ? process.purge(world.now().plus(AGES))
                    : 0;
            if (known > 0) {
                world.violated("age", () -> reader.name + " remembers " + known + " events for ever");
            }
        }
    }

    private void quiet() {
        for (Service service : platform.services()) {
            service.letters().forEach(it -> world.violated("rest", () -> "dead letter of " + service.name + ": " + it));
            if (service.hasUnsent()) {
                world.violated("rest", () -> service.name + " has events that were never sent");
            }
        }
        for (Reader reader : platform.readers()) {
            if (!reader.isAtRest()) {
                world.violated("rest", () -> reader.name + " has not read everything");
            }
            if (reader instanceof Process process) {
                process.waiting().forEach(it -> world.violated("rest", () -> it));
            }
        }
    }

    private void stock() {
        Map<ProductKey, long[]> moved = new HashMap<>();
        for (Movement move : platform.catalog.movements.values()) {
            long[] sums = moved.computeIfAbsent(move.product(), key -> new long[2]);
            sums[0] += move.onHandChange();
            sums[1] += move.reservedChange();
        }
        Map<UUID, Long> held = new HashMap<>();
        for (List<ReservedLine> lines : platform.catalog.reservations.values()) {
            for (ReservedLine line : lines) {
                Order order = platform.orders.orders.get(line.orderId());
                if (line.counted()) {
                    held.merge(line.productId(), (long) line.held(), Long::sum);
                }
                if (line.held() > 0 && (order == null || OVER.contains(order.status()))) {
                    world.violated("I1", () -> "held for an order that is over: " + line);
                }
            }
        }
        platform.catalog.shelves.rows().forEach((key, shelf) -> {
            long[] sums = moved.getOrDefault(key, new long[2]);
            boolean same = shelf.onHand() == sums[0]
                    && shelf.reserved() == sums[1]
                    && shelf.reserved() == held.getOrDefault(key.productId(), 0L);
            if (!same) {
                world.violated(
                        "I1",
                        () -> "stock of " + Names.of(key.productId()) + " is " + shelf + ", moved " + sums[0] + " and "
                                + sums[1] + ", held " + held.get(key.productId()));
            }
            if (shelf.counted()) {
                inTheHouse(key, shelf);
            }
        });
    }

    /** Counted by hand: what came in, less what orders took out, and what came back to be sold again. */
    private void inTheHouse(ProductKey key, Shelf shelf) {
        long gone = 0;
        for (Order order : platform.orders.orders.values()) {
            for (var line : order.lines()) {
                if (line.productId().equals(key.productId())) {
                    gone += line.shipped() + line.delivered();
                }
            }
        }
        long back = 0;
        for (Message message : told()) {
            if (message.value() instanceof Facts.Told told
                    && told.event() instanceof io.tresen.order.OrderEvent.OrderReturned it
                    && it.restock()) {
                back += it.lines().stream()
                        .filter(units -> units.productId().equals(key.productId()))
                        .mapToLong(io.tresen.order.Units::quantity)
                        .sum();
            }
        }
        long inTheHouse = platform.catalog.adjusted.find(key.productId()).orElse(0L) - gone + back;
        if (shelf.onHand() != inTheHouse) {
            world.violated(
                    "I1",
                    () -> "the books have " + shelf.onHand() + " of " + Names.of(key.productId()) + ", the shelf holds "
                            + inTheHouse);
        }
    }

    /** What order-service told, each event once. */
    private List<Message> told() {
        Map<UUID, Message> first = new LinkedHashMap<>();
        platform.topics.order.all().values().forEach(all -> all.forEach(it -> first.putIfAbsent(it.id(), it)));
        return List.copyOf(first.values());
    }

    private Map<UUID, Long> kept() {
        Map<UUID, Long> kept = new LinkedHashMap<>();
        for (CardProvider.Intent intent : platform.payments.provider.book()) {
            kept.merge(intent.charge.orderId(), intent.kept(), Long::sum);
        }
        return kept;
    }

    /** Orders whose money a person looks after: held, asked back by hand, or a refund that will not go through. */
    private Set<UUID> apart() {
        Set<UUID> apart = new HashSet<>();
        for (OrderPayments held : platform.payments.payments.all()) {
            boolean asked = held.refunds().stream()
                    .anyMatch(it -> it.reason() == RefundReason.REQUESTED && it.state() != RefundState.FAILED);
            boolean person = held.payments().stream()
                    .anyMatch(it -> it.attention() != null || it.state() instanceof PaymentState.Held);
            if (asked || person) {
                apart.add(held.order().orderId());
            }
        }
        return apart;
    }

    private void charges() {
        Map<UUID, Long> kept = kept();
        Set<UUID> apart = apart();
        for (Order order : platform.orders.orders.values()) {
            OrderPayments held =
                    platform.payments.payments.find(PaymentService.key(order)).orElse(null);
            boolean isOwed = !order.isUndone() && !UNDER_WAY.contains(order.status());
            long paid = held == null
                    ? 0
                    : held.payments().stream().filter(Invariants::isInTime).count();
            if (isOwed && !order.isCashOnDelivery() && paid != 1) {
                world.violated("I2", () -> "order " + order.id() + " is owed and was paid " + paid + " times");
            }
            if (apart.contains(order.id())) {
                continue;
            }
            boolean byCard = held != null
                    && held.payments().stream()
                            .anyMatch(it -> isInTime(it) && it.method() == io.tresen.payment.PaymentMethod.CARD);
            long expected = isOwed && byCard ? order.total().amountMinor() : 0;
            if (kept.getOrDefault(order.id(), 0L) != expected) {
                world.violated(
                        "I2",
                        () -> "order " + order.id() + ", " + order.status() + ": the provider keeps "
                                + kept.getOrDefault(order.id(), 0L) + ", not " + expected);
            }
            if (order.isUndone() && held != null && isLeft(held)) {
                world.violated("I2", () -> "order " + order.id() + " came to nothing and keeps money: " + held);
            }
            truthful(order, expected);
        }
    }

    private static boolean isInTime(Payment payment) {
        return payment.state() instanceof PaymentState.Captured captured && !captured.late();
    }

    private static boolean isLeft(OrderPayments held) {
        return held.payments().stream()
                .anyMatch(it -> it.state().taken() != null
                        && held.refundedMinor(it) < it.state().taken().amountMinor());
    }

    /** What the shop reads of an order's money is so. */
    private void truthful(Order order, long kept) {
        boolean saysPaid = order.paymentStatus() == PaymentStatus.PAID;
        if (order.isUndone() && saysPaid || kept > 0 && !saysPaid) {
            world.violated(
                    "I2",
                    () -> "order " + order.id() + " says " + order.paymentStatus() + " and is " + order.status()
                            + ", kept " + kept);
        }
    }

    private void endings() {
        for (Order order : platform.orders.orders.values()) {
            if (UNDER_WAY.contains(order.status()) && order.attention() == null) {
                world.violated("I3", () -> "no end: order " + order.id() + " is " + order.status());
            }
        }
        Set<UUID> answered = new HashSet<>();
        told().forEach(it -> answered.add(it.key()));
        platform.chat.asked.rows().keySet().stream()
                .filter(it -> !answered.contains(it))
                .forEach(it -> world.violated("I3", () -> "the checkout of order " + it + " was never answered"));
        told().stream()
                .map(Message::value)
                .filter(Facts.Told.class::isInstance)
                .map(it -> ((Facts.Told) it).order().id())
                .filter(it -> !platform.orders.orders.has(it))
                .forEach(it -> world.violated("I3", () -> "order " + it + " was told and is not there"));
        for (OrderPayments held : platform.payments.payments.all()) {
            boolean inFlight =
                    held.payments().stream().anyMatch(it -> it.state().isInFlight() && it.attention() == null)
                            || held.refunds().stream().anyMatch(it -> it.state().isInFlight() && !calls(held));
            if (inFlight) {
                world.violated("I3", () -> "money under way for ever: " + held);
            }
            if (held.order().refundWanted() != null && !isUnderWay(held) && hasTriesLeft(held)) {
                world.violated("I3", () -> "what is to go back is forgotten: " + held);
            }
        }
        if (platform.orders.isWaiting()) {
            world.violated("I3", () -> "a checkout waits for ever");
        }
    }

    private static boolean isUnderWay(OrderPayments held) {
        return held.payments().stream().anyMatch(it -> it.state().isInFlight())
                || held.refunds().stream().anyMatch(it -> it.state().isInFlight());
    }

    /** What an order wants back is asked for so often, by all its attempts, before it is left to a person. */
    private static boolean hasTriesLeft(OrderPayments held) {
        return held.refunds().stream()
                        .filter(it -> it.state() == RefundState.FAILED && it.reason() != RefundReason.REQUESTED)
                        .count()
                <= MOST_TRIES;
    }

    private static boolean calls(OrderPayments held) {
        return held.payments().stream().anyMatch(it -> it.attention() != null);
    }

    private void effects() {
        Map<List<Object>, Integer> times = new HashMap<>();
        for (Movement move : platform.catalog.movements.values()) {
            if (move.eventId() != null) {
                times.merge(List.of(move.eventId(), move.product(), move.kind()), 1, Integer::sum);
            }
        }
        times.forEach((move, count) -> {
            if (count > 1) {
                world.violated("I4", () -> "moved " + count + " times by one event: " + move);
            }
        });
        platform.orders.codes.rows().forEach((code, it) -> {
            long uses = platform.orders.orders.values().stream()
                    .filter(order -> code.equals(order.facts().discountCode()) && !order.isUndone())
                    .count();
            if (it.uses() != uses || uses > it.maxUses()) {
                world.violated("I4", () -> code + " counts " + it.uses() + " uses, orders have " + uses);
            }
        });
    }

    private void sequences() {
        for (Topic topic : platform.topics.all()) {
            topic.all().forEach((key, sent) -> {
                Map<UUID, Message> first = new LinkedHashMap<>();
                sent.forEach(it -> first.putIfAbsent(it.id(), it));
                long last = 0;
                for (Message message : first.values()) {
                    if (message.sequence() != last + 1) {
                        world.violated("I5", () -> message + " is not the next");
                    }
                    last = message.sequence();
                }
            });
        }
    }

    private void copies() {
        for (Facts.Snapshot product : platform.catalog.products.values()) {
            UUID id = product.productId();
            var copied = platform.orders.products.get(id);
            if (copied == null || copied.version() != product.version()) {
                world.violated("I6", () -> "order-service knows " + copied + ", the catalog has " + product);
            }
            Facts.Snapshot shown = platform.chat.products.get(id);
            if (!product.equals(shown)) {
                world.violated("I6", () -> "chat shows " + shown + ", the catalog has " + product);
            }
            Shelf shelf = platform.catalog.shelves.get(new ProductKey(platform.business, id));
            Availability known = platform.notification.waves.copied(id);
            boolean never = known == null && shelf.availabilityVersion() == 0;
            boolean same = known != null
                    && known.version() == shelf.availabilityVersion()
                    && java.util.Objects.equals(known.available(), shelf.available());
            if (!never && !same) {
                world.violated("I6", () -> "notification knows " + known + ", the shelf is " + shelf);
            }
        }
    }

    private void money() {
        Set<UUID> secondCharges = new HashSet<>();
        platform.payments.payments.all().forEach(held -> held.payments().stream()
                .filter(it -> it.attention() != null && it.attention().code().equals(Attention.SECOND_CHARGE))
                .forEach(it -> secondCharges.add(held.order().orderId())));
        books.faults(kept(), secondCharges).forEach(it -> world.violated("I7", () -> it));
        Map<UUID, Long> posted = new HashMap<>();
        platform.topics
                .transfer
                .all()
                .forEach((key, sent) -> posted.put(
                        key,
                        sent.stream()
                                .filter(it -> ((WalletTransfer) it.value()).status() == WalletTransferStatus.POSTED)
                                .map(Message::id)
                                .distinct()
                                .count()));
        platform.payments.wallets.faults(posted).forEach(it -> world.violated("I7", () -> it));
    }
}
