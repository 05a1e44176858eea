package io.tresen.catalog;

import io.tresen.catalog.Announcements.Announcement;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All SQL of reservations. A batch of orders is decided in the transaction that it comes with (DESIGN 6): one read and one
 * lock of everything that it touches, the decisions in memory, then one statement per table, and one for what is only confirmed.
 *
 * <p>Lines are read without a lock of their own, and what is held, claimed and restocked is written as it was decided from that. What keeps two
 * from doing so at once is the lock of the order's row in {@code inbox_key}: whatever the inbox of {@code catalog.stock} decides,
 * drains or replays is done under it. So nobody but that inbox's handler may call this.
 *
 * <p>A confirmation touches no stock and writes nothing but its mark. So it locks no product, and waits for nobody who sells the same.
 */
@ApplicationScoped
public class Reservations {

    /** A command and the event that brought it. */
    public record Asked(StockCommand command, Event event) {}

    private final Announcements announcements;

    Reservations(Announcements announcements) {
        this.announcements = announcements;
    }

    /** Decides a batch in its order. @param now business time */
    public void decide(Tx tx, List<Asked> batch, Instant now) {
        Map<UUID, List<ReservedLine>> lines = lines(tx, batch);
        Map<ProductKey, String> products = products(batch, lines);
        StockBook book = new StockBook(products.isEmpty() ? Map.of() : StockRows.lock(tx, products.keySet()), lines);
        List<Announcement> announced = new ArrayList<>();
        Map<ProductKey, Event> touched = new HashMap<>();
        for (Asked asked : batch) {
            int moved = book.movements().size();
            StockRules.decide(book, asked.command(), asked.event().id(), now)
                    .ifPresent(answer -> announced.add(new Announcement(answer, asked.event())));
            book.movements()
                    .subList(moved, book.movements().size())
                    .forEach(move -> touched.put(move.product(), asked.event()));
        }
        Map<ProductKey, Shelf> changed = book.changedShelves();
        StockRows.save(tx, changed);
        StockRows.insert(tx, book.movements(), now);
        insert(tx, book.newLines());
        Map<Boolean, List<ReservedLine>> changedLines =
                book.changedLines().stream().collect(Collectors.partitioningBy(line -> isOnlyConfirmed(line, lines)));
        update(tx, changedLines.get(false));
        confirm(tx, changedLines.get(true));
        announced.addAll(availability(book, changed, products, touched, now));
        announcements.announce(tx, announced);
    }

    private static List<Announcement> availability(
            StockBook book,
            Map<ProductKey, Shelf> changed,
            Map<ProductKey, String> retailerIds,
            Map<ProductKey, Event> touched,
            Instant now) {
        Map<ProductKey, Shelf> moved = new LinkedHashMap<>(changed);
        moved.entrySet().removeIf(entry -> AvailabilityChange.between(book.before(entry.getKey()), entry.getValue())
                .isEmpty());
        List<Announcement> events = new ArrayList<>();
        moved.forEach((key, shelf) -> events.add(new Announcement(
                new CatalogEvent.AvailabilityMoved(
                        key.businessId(),
                        key.productId(),
                        retailerIds.get(key),
                        AvailabilityChange.between(book.before(key), shelf).orElseThrow(),
                        shelf.available(),
                        shelf.availabilityVersion(),
                        now),
                touched.get(key))));
        return events;
    }

    /** Every product whose stock the batch can touch, with the shop's own ids. */
    private static Map<ProductKey, String> products(List<Asked> batch, Map<UUID, List<ReservedLine>> lines) {
        Map<ProductKey, String> keys = new LinkedHashMap<>();
        Set<UUID> moving = new HashSet<>();
        for (Asked asked : batch) {
            if (!(asked.command() instanceof StockCommand.Confirm)) {
                moving.add(asked.command().orderId());
            }
            if (asked.command() instanceof StockCommand.Reserve reserve) {
                reserve.lines()
                        .forEach(line ->
                                keys.put(new ProductKey(reserve.businessId(), line.productId()), line.retailerId()));
            }
        }
        moving.forEach(order -> lines.getOrDefault(order, List.of())
                .forEach(line -> keys.put(new ProductKey(line.businessId(), line.productId()), line.retailerId())));
        return keys;
    }

    private static Map<UUID, List<ReservedLine>> lines(Tx tx, List<Asked> batch) {
        Map<UUID, UUID> orders = new LinkedHashMap<>();
        batch.forEach(
                asked -> orders.put(asked.command().orderId(), asked.command().businessId()));
        Map<UUID, List<ReservedLine>> lines = new HashMap<>();
        for (Row row : tx.query(
                """
                select r.* from unnest($1::uuid[], $2::uuid[]) as wanted (business_id, order_id)
                join reservation r on r.business_id = wanted.business_id and r.order_id = wanted.order_id
                order by r.order_id, r.line""",
                orders.values().toArray(UUID[]::new),
                orders.keySet().toArray(UUID[]::new))) {
            lines.computeIfAbsent(row.getUUID("order_id"), order -> new ArrayList<>())
                    .add(line(row));
        }
        return lines;
    }

    private static void insert(Tx tx, List<ReservedLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        tx.send(
                """
                insert into reservation (business_id, order_id, line, product_id, retailer_id, kind, quantity, counted,
                  held, claimed, restocked, confirmed, event_id, reserved_at)
                select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::int[],
                  $8::boolean[], $9::int[], $10::int[], $11::int[], $12::boolean[], $13::uuid[], $14::timestamptz[])""",
                lines.stream().map(ReservedLine::businessId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::orderId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::line).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::productId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::retailerId).toArray(String[]::new),
                lines.stream().map(line -> Words.of(line.kind())).toArray(String[]::new),
                lines.stream().map(ReservedLine::quantity).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::counted).toArray(Boolean[]::new),
                lines.stream().map(ReservedLine::held).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::claimed).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::restocked).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::confirmed).toArray(Boolean[]::new),
                lines.stream().map(ReservedLine::eventId).toArray(UUID[]::new),
                lines.stream().map(line -> StockRows.utc(line.reservedAt())).toArray(java.time.OffsetDateTime[]::new));
    }

    private static void update(Tx tx, List<ReservedLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        tx.send(
                """
                update reservation r set held = n.held, claimed = n.claimed, restocked = n.restocked,
                  confirmed = n.confirmed
                from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[], $7::boolean[])
                  as n (business_id, order_id, line, held, claimed, restocked, confirmed)
                where r.business_id = n.business_id and r.order_id = n.order_id and r.line = n.line""",
                lines.stream().map(ReservedLine::businessId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::orderId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::line).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::held).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::claimed).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::restocked).toArray(Integer[]::new),
                lines.stream().map(ReservedLine::confirmed).toArray(Boolean[]::new));
    }

    private static boolean isOnlyConfirmed(ReservedLine line, Map<UUID, List<ReservedLine>> before) {
        return before.get(line.orderId()).stream().map(ReservedLine::confirm).anyMatch(line::equals);
    }

    private static void confirm(Tx tx, List<ReservedLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        tx.send(
                """
                update reservation r set confirmed = true
                from unnest($1::uuid[], $2::uuid[], $3::int[]) as n (business_id, order_id, line)
                where r.business_id = n.business_id and r.order_id = n.order_id and r.line = n.line""",
                lines.stream().map(ReservedLine::businessId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::orderId).toArray(UUID[]::new),
                lines.stream().map(ReservedLine::line).toArray(Integer[]::new));
    }

    private static ReservedLine line(Row row) {
        return new ReservedLine(
                row.getUUID("business_id"),
                row.getUUID("order_id"),
                row.getInteger("line"),
                row.getUUID("product_id"),
                row.getString("retailer_id"),
                Words.read(ProductKind.class, row.getString("kind")),
                row.getInteger("quantity"),
                row.getBoolean("counted"),
                row.getInteger("held"),
                row.getInteger("claimed"),
                row.getInteger("restocked"),
                row.getBoolean("confirmed"),
                row.getUUID("event_id"),
                StockRows.instant(row, "reserved_at"));
    }
}
