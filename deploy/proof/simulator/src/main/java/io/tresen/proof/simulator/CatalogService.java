package io.tresen.proof.simulator;

import io.tresen.catalog.AvailabilityChange;
import io.tresen.catalog.CatalogEvent;
import io.tresen.catalog.LineUnits;
import io.tresen.catalog.Movement;
import io.tresen.catalog.ProductKey;
import io.tresen.catalog.ProductKind;
import io.tresen.catalog.ReservedLine;
import io.tresen.catalog.Shelf;
import io.tresen.catalog.StockBook;
import io.tresen.catalog.StockCommand;
import io.tresen.order.OrderEvent;
import io.tresen.order.OrderLine;
import io.tresen.order.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** catalog-service: {@link io.tresen.catalog.StockRules} on rows in memory, batch by batch as {@code catalog.Reservations}. */
final class CatalogService extends Service {

    private final Topics topics;
    private final UUID business;
    final Table<UUID, Facts.Snapshot> products = new Table<>(this);
    final Table<ProductKey, Shelf> shelves = new Table<>(this);
    final Table<UUID, List<ReservedLine>> reservations = new Table<>(this);
    final Table<Integer, Movement> movements = new Table<>(this);
    final Table<UUID, Long> adjusted = new Table<>(this);
    private Map<ProductKey, Shelf> readBefore = Map.of();
    private Instant readAt = Instant.EPOCH;
    final Process stock;

    CatalogService(World world, Topics topics, UUID business) {
        super(world, "catalog");
        this.topics = topics;
        this.business = business;
        this.stock = new Process(this, "catalog.stock", topics.order, this::decide);
    }

    /** @param onHand null = not counted */
    void put(String retailerId, long priceMinor, boolean service, Long onHand) {
        UUID id = Facts.product(business, retailerId);
        transact(() -> {
            Facts.Snapshot before = products.get(id);
            long version = before == null ? 1 : before.version() + 1;
            Facts.Snapshot now = new Facts.Snapshot(id, retailerId, version, priceMinor, service, onHand != null);
            products.put(id, now);
            topicsTell(now);
            if (before == null) {
                shelves.put(new ProductKey(business, id), new Shelf(0, 0, false, false, 0, null));
                if (onHand != null) {
                    change(new ProductKey(business, id), new Shelf(onHand, 0, true, false, 0, null));
                }
            }
        });
    }

    private void topicsTell(Facts.Snapshot now) {
        tell(topics.product, now.productId(), now);
    }

    /** The price changes, nothing else. */
    void reprice(UUID productId, long priceMinor) {
        Facts.Snapshot it = products.get(productId);
        put(it.retailerId(), priceMinor, it.service(), it.counted() ? 0L : null);
    }

    /** A delivery, or a correction. @throws io.tresen.messaging.RejectedException 409 */
    void adjust(UUID productId, long delta) {
        ProductKey key = new ProductKey(business, productId);
        transact(() -> change(key, shelves.get(key).adjusted(delta)));
    }

    private void change(ProductKey key, Shelf after) {
        Shelf before = shelves.get(key);
        long delta = after.onHand() - before.onHand();
        movements.put(movements.rows().size(), new Movement(key, "adjusted", delta, 0, null, null, null, null));
        adjusted.put(key.productId(), adjusted.find(key.productId()).orElse(0L) + delta);
        keep(key, before, after);
    }

    /** Keeps a shelf and tells the others whether another number can be had. */
    private void keep(ProductKey key, Shelf before, Shelf after) {
        AvailabilityChange.between(before, after)
                .ifPresentOrElse(
                        change -> {
                            long version = before.availabilityVersion() + 1;
                            shelves.put(key, at(after, version));
                            tell(
                                    topics.availability,
                                    key.productId(),
                                    new CatalogEvent.AvailabilityMoved(
                                            business,
                                            key.productId(),
                                            null,
                                            change,
                                            after.available(),
                                            version,
                                            world.now()));
                        },
                        () -> shelves.put(key, after));
    }

    private static Shelf at(Shelf it, long version) {
        return new Shelf(it.onHand(), it.reserved(), it.counted(), it.removed(), version, it.imported());
    }

    private record Asked(StockCommand command, Message message) {}

    private void decide(List<Message> fresh) {
        List<Asked> batch = new ArrayList<>();
        for (Message message : fresh) {
            StockCommand command = message.value() instanceof Facts.Told told ? command(told) : null;
            if (command != null) {
                batch.add(new Asked(command, message));
            }
        }
        List<Asked> kept = batch.stream()
                .filter(it -> world.machinery.keepsStock(it.command()))
                .toList();
        if (kept.size() < batch.size()) {
            batch.stream().filter(it -> !kept.contains(it)).forEach(it -> carryOut(List.of(it), false));
        }
        if (!kept.isEmpty()) {
            carryOut(kept, true);
        }
    }

    private void carryOut(List<Asked> batch, boolean keeps) {
        Map<UUID, List<ReservedLine>> lines = new LinkedHashMap<>();
        Map<ProductKey, Shelf> locked = new LinkedHashMap<>();
        for (Asked asked : batch) {
            UUID order = asked.command().orderId();
            if (reservations.has(order)) {
                lines.put(order, reservations.get(order));
                reservations.get(order).forEach(line -> lock(locked, line.productId()));
            }
            if (asked.command() instanceof StockCommand.Reserve reserve) {
                reserve.lines().forEach(line -> lock(locked, line.productId()));
            }
        }
        StockBook book = new StockBook(locked, lines);
        List<CatalogEvent.StockAnswer> answers = new ArrayList<>();
        for (Asked asked : batch) {
            world.machinery
                    .stock(book, asked.command(), asked.message().id(), world.now())
                    .ifPresent(answers::add);
        }
        if (keeps) {
            readBefore = new HashMap<>(shelves.rows());
            readAt = world.now();
            keep(book, locked);
        }
        answers.forEach(answer -> tell(topics.reservation, answer.orderId(), answer));
    }

    /** The row as it stands; or as it stood before the write that was not waited for. */
    private void lock(Map<ProductKey, Shelf> locked, UUID productId) {
        ProductKey key = new ProductKey(business, productId);
        boolean old = world.machinery.writesWhatItRead()
                && readBefore.containsKey(key)
                && readAt.isAfter(world.now().minusMillis(2_000));
        Shelf shelf = old ? readBefore.get(key) : shelves.get(key);
        if (shelf != null) {
            locked.put(key, shelf);
        }
    }

    private void keep(StockBook book, Map<ProductKey, Shelf> before) {
        for (Movement move : book.movements()) {
            int times = move.kind().equals("restocked") ? world.machinery.restocks() : 1;
            for (int i = 0; i < times; i++) {
                movements.put(movements.rows().size(), move);
            }
        }
        book.changedShelves().forEach((key, shelf) -> {
            long again = book.movements().stream()
                    .filter(move -> move.product().equals(key) && move.kind().equals("restocked"))
                    .mapToLong(move -> move.onHandChange() * (world.machinery.restocks() - 1))
                    .sum();
            Shelf after = new Shelf(
                    shelf.onHand() + again,
                    shelf.reserved(),
                    shelf.counted(),
                    shelf.removed(),
                    before.get(key).availabilityVersion(),
                    shelf.imported());
            keep(key, before.get(key), after);
        });
        List<ReservedLine> changed = new ArrayList<>(book.newLines());
        changed.addAll(book.changedLines());
        for (ReservedLine line : changed) {
            List<ReservedLine> all =
                    new ArrayList<>(reservations.find(line.orderId()).orElse(List.of()));
            all.removeIf(it -> it.line() == line.line());
            all.add(line);
            all.sort((a, b) -> Integer.compare(a.line(), b.line()));
            reservations.put(line.orderId(), List.copyOf(all));
        }
        if (world.machinery.catalogFreesAfterMs() > 0) {
            book.newLines().stream().map(ReservedLine::orderId).distinct().forEach(this::freeLater);
        }
    }

    private void freeLater(UUID order) {
        in(world.machinery.catalogFreesAfterMs(), "frees by itself", () -> {
            if (reservations.find(order).orElse(List.of()).stream().noneMatch(ReservedLine::confirmed)) {
                UUID nobody = new UUID(0, order.getLeastSignificantBits());
                Message none = new Message(nobody, topics.order, order, 0, "own deadline", world.now());
                transact(() ->
                        carryOut(List.of(new Asked(new StockCommand.Release(business, order, false), none)), true));
            }
        });
    }

    /** What the event asks for, as {@code catalog.kafka.OrderTopic}; null for nothing. */
    private StockCommand command(Facts.Told told) {
        UUID order = told.order().id();
        OrderEvent.Told event = told.event();
        if (event instanceof OrderEvent.OrderPlaced) {
            return new StockCommand.Reserve(
                    business,
                    order,
                    told.order().lines().stream().map(CatalogService::units).toList());
        }
        if (event instanceof OrderEvent.OrderConfirmed) {
            return new StockCommand.Confirm(business, order);
        }
        if (event instanceof OrderEvent.OrderExpired || event instanceof OrderEvent.OrderCancelled) {
            return new StockCommand.Release(business, order, false);
        }
        if (event instanceof OrderEvent.OrderCancellationStarted) {
            return new StockCommand.Release(business, order, true);
        }
        if (event instanceof OrderEvent.OrderShipped shipped) {
            return new StockCommand.Ship(
                    business,
                    order,
                    shipped.shipment().id(),
                    units(shipped.shipment().lines()));
        }
        if (event instanceof OrderEvent.OrderDelivered delivered) {
            return new StockCommand.Deliver(business, order, units(delivered.lines()));
        }
        return event instanceof OrderEvent.OrderReturned back && back.restock()
                ? new StockCommand.Restock(business, order, back.returnId(), units(back.lines()))
                : null;
    }

    private static LineUnits units(OrderLine line) {
        return new LineUnits(line.productId(), line.retailerId(), kind(line.isGoods()), line.quantity());
    }

    private static List<LineUnits> units(List<Units> units) {
        return units.stream()
                .map(it -> new LineUnits(
                        it.productId(),
                        it.retailerId(),
                        kind(it.kind() == io.tresen.order.ProductKind.GOODS),
                        it.quantity()))
                .toList();
    }

    private static ProductKind kind(boolean goods) {
        return goods ? ProductKind.GOODS : ProductKind.SERVICE;
    }
}
