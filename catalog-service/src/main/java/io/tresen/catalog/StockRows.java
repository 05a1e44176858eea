package io.tresen.catalog;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The stock's tables: locks, shelves, movements. Everything is written by one statement per kind. */
final class StockRows {

    private static final String COLUMNS =
            "s.business_id, s.product_id, s.on_hand, s.reserved, s.counted, s.removed, s.availability_version,"
                    + " s.imported, s.imported_on_hand, s.counted_since";

    private StockRows() {}

    /** Makes the rows that are missing, in the order of the locks. */
    static void makeMissing(Tx tx, UUID businessId, Collection<UUID> products) {
        tx.send(
                """
                insert into stock (business_id, product_id)
                select $1, id from unnest($2::uuid[]) as wanted (id) order by id
                on conflict do nothing""",
                businessId,
                products.toArray(UUID[]::new));
    }

    /** Locks the rows that are there, in the one order that everybody uses, and reads them as they are then. */
    static Map<ProductKey, Shelf> lock(Tx tx, Collection<ProductKey> keys) {
        Map<ProductKey, Shelf> shelves = new LinkedHashMap<>();
        for (Row row : askToLock(tx, keys).rows()) {
            shelves.put(new ProductKey(row.getUUID("business_id"), row.getUUID("product_id")), shelf(row));
        }
        return shelves;
    }

    /** As {@link #lock}, for what is read by the statement behind it: that one runs, and looks, once the rows are locked. */
    static Asked askToLock(Tx tx, Collection<ProductKey> keys) {
        return tx.ask(
                "select " + COLUMNS
                        + """
                         from unnest($1::uuid[], $2::uuid[]) as wanted (business_id, product_id)
                        join stock s on s.business_id = wanted.business_id and s.product_id = wanted.product_id
                        order by s.business_id, s.product_id for update of s""",
                keys.stream().map(ProductKey::businessId).toArray(UUID[]::new),
                keys.stream().map(ProductKey::productId).toArray(UUID[]::new));
    }

    static Shelf shelf(Row row) {
        return new Shelf(
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getBoolean("counted"),
                row.getBoolean("removed"),
                row.getLong("availability_version"),
                row.getBoolean("imported") ? lastFile(row) : null);
    }

    /**
     * Rows of the version before do not say whether the shop counted since the file: what can be had is their one sign of it.
     * As of the next save the row says it itself, and what is sold then changes nothing of that.
     */
    private static LastFile lastFile(Row row) {
        LastFile file = LastFile.said(new StockGiven(row.getLong("imported_on_hand")));
        Boolean since = row.getBoolean("counted_since");
        boolean canBeHad = row.getBoolean("counted") && row.getLong("on_hand") > row.getLong("reserved");
        return (since == null ? canBeHad : since) ? file.counted() : file;
    }

    /** Null where it means nothing, so that nothing stale stands beside what another version writes. */
    private static Boolean countedSince(Shelf shelf) {
        return shelf.imported() != null && shelf.imported().saidNone()
                ? shelf.imported().countedSince()
                : null;
    }

    /** One update per product, all of them in one statement. */
    static void save(Tx tx, Map<ProductKey, Shelf> shelves) {
        if (shelves.isEmpty()) {
            return;
        }
        List<ProductKey> keys = new ArrayList<>(shelves.keySet());
        List<Shelf> values = new ArrayList<>(shelves.values());
        tx.send(
                """
                update stock set on_hand = n.on_hand, reserved = n.reserved, counted = n.counted, removed = n.removed,
                  availability_version = n.availability_version, imported = n.imported,
                  imported_on_hand = n.imported_on_hand, counted_since = n.counted_since
                from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::boolean[], $6::boolean[],
                  $7::bigint[], $8::boolean[], $9::bigint[], $10::boolean[])
                  as n (business_id, product_id, on_hand, reserved, counted, removed, availability_version, imported,
                    imported_on_hand, counted_since)
                where stock.business_id = n.business_id and stock.product_id = n.product_id""",
                keys.stream().map(ProductKey::businessId).toArray(UUID[]::new),
                keys.stream().map(ProductKey::productId).toArray(UUID[]::new),
                values.stream().map(Shelf::onHand).toArray(Long[]::new),
                values.stream().map(Shelf::reserved).toArray(Long[]::new),
                values.stream().map(Shelf::counted).toArray(Boolean[]::new),
                values.stream().map(Shelf::removed).toArray(Boolean[]::new),
                values.stream().map(Shelf::availabilityVersion).toArray(Long[]::new),
                values.stream().map(shelf -> shelf.imported() != null).toArray(Boolean[]::new),
                values.stream()
                        .map(shelf -> shelf.imported() == null
                                ? null
                                : shelf.imported().stock().onHand())
                        .toArray(Long[]::new),
                values.stream().map(StockRows::countedSince).toArray(Boolean[]::new));
    }

    static void insert(Tx tx, Collection<Movement> movements, Instant now) {
        List<Movement> moves = movements.stream().filter(Movement::moves).toList();
        if (moves.isEmpty()) {
            return;
        }
        tx.send(
                """
                insert into stock_movement
                  (business_id, product_id, kind, on_hand_change, reserved_change, order_id, event_id, reason, by_kind,
                   by_id, moved_at)
                select *, $11 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::uuid[],
                  $7::uuid[], $8::text[], $9::text[], $10::uuid[])""",
                moves.stream().map(move -> move.product().businessId()).toArray(UUID[]::new),
                moves.stream().map(move -> move.product().productId()).toArray(UUID[]::new),
                moves.stream().map(Movement::kind).toArray(String[]::new),
                moves.stream().map(Movement::onHandChange).toArray(Long[]::new),
                moves.stream().map(Movement::reservedChange).toArray(Long[]::new),
                moves.stream().map(Movement::orderId).toArray(UUID[]::new),
                moves.stream().map(Movement::eventId).toArray(UUID[]::new),
                moves.stream().map(Movement::reason).toArray(String[]::new),
                moves.stream()
                        .map(move -> move.by() == null ? null : move.by().word())
                        .toArray(String[]::new),
                moves.stream()
                        .map(move -> move.by() == null ? null : move.by().id())
                        .toArray(UUID[]::new),
                utc(now));
    }

    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
