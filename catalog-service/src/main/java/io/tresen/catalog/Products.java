package io.tresen.catalog;

import io.tresen.catalog.PutResult.Outcome;
import io.tresen.messaging.By;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All SQL that changes products and, by hand, their stock; rows and events are one transaction. */
@ApplicationScoped
public class Products {

    // The tenant is told with each product. Told once for all, the planner takes this one's products to be as few as
    // others have, and reads all of a large shop for each batch, or even for each product.
    private static final String READ = "select " + ProductRows.COLUMNS
            + """
             from unnest($1::uuid[], $2::uuid[]) as wanted (business_id, product_id)
            join product p on p.business_id = wanted.business_id and p.product_id = wanted.product_id
            join stock s on s.business_id = wanted.business_id and s.product_id = wanted.product_id""";

    private final Announcements announcements;

    Products(Announcements announcements) {
        this.announcements = announcements;
    }

    /** The product; empty when there is none or it was removed. */
    public Optional<Product> find(Tx tx, UUID businessId, String retailerId) {
        UUID id = RetailerId.productId(businessId, retailerId);
        return read(tx, businessId, List.of(id)).stream()
                .filter(product -> !product.removed())
                .findFirst();
    }

    /** This version was told, though the database does not know it: the product's next one is higher. */
    public void reachVersion(Tx tx, UUID businessId, UUID productId, long version) {
        tx.update(
                "update product set version = greatest(version, $3) where business_id = $1 and product_id = $2",
                businessId,
                productId,
                version);
    }

    /** As {@link #reachVersion}, of what can be had. */
    public void reachAvailability(Tx tx, UUID businessId, UUID productId, long version) {
        tx.update(
                "update stock set availability_version = greatest(availability_version, $3)"
                        + " where business_id = $1 and product_id = $2",
                businessId,
                productId,
                version);
    }

    /**
     * Tells products as they stand, each under its next version; of one that is not there, that it is gone.
     *
     * @param told sequences of the last events that readers have; no version of a product is higher than its event's
     * @return how many events
     * @throws RecordFault {@code product-put-meanwhile} when one that was not there is put at this very moment; try again
     */
    public int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> told) {
        Map<UUID, Product> known = lock(tx, businessId, told.keySet());
        List<Product> next = known.values().stream()
                .map(product -> product.toldAgain(told.get(product.productId())))
                .toList();
        ProductRows.save(tx, next);
        List<CatalogEvent> events = new ArrayList<>();
        next.forEach(product -> events.add(
                product.removed()
                        ? new CatalogEvent.ProductRemoved(businessId, product.productId(), product.version())
                        : new CatalogEvent.ProductChanged(product)));
        List<UUID> unknown =
                told.keySet().stream().filter(id -> !known.containsKey(id)).toList();
        unknown.forEach(id -> events.add(new CatalogEvent.ProductRemoved(businessId, id, told.get(id) + 1)));
        announcements.announceOwn(tx, events);
        // nothing stands for a product that is not there but its key in the outbox, which is locked from here on
        if (!read(tx, businessId, unknown).isEmpty()) {
            throw new RecordFault("product-put-meanwhile", "a product that was lost is being put again; try once more");
        }
        return events.size();
    }

    /**
     * Tells what can be had of products that are there, each under its next version.
     *
     * @param told as {@link #tellAgain} has it, of what can be had
     * @return how many events
     */
    public int tellAvailabilityAgain(Tx tx, UUID businessId, Map<UUID, Long> told, Instant businessTime) {
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        List<Product> there = lock(tx, businessId, told.keySet()).values().stream()
                .filter(product -> !product.removed())
                .map(product -> product.with(product.shelf().toldAgain(told.get(product.productId()))))
                .toList();
        Map<ProductKey, Shelf> shelves = new HashMap<>();
        there.forEach(product -> shelves.put(new ProductKey(businessId, product.productId()), product.shelf()));
        StockRows.save(tx, shelves);
        announcements.announceOwn(
                tx,
                there.stream()
                        .map(product -> new CatalogEvent.AvailabilityMoved(
                                businessId,
                                product.productId(),
                                product.retailerId(),
                                AvailabilityChange.CHANGED,
                                product.shelf().available(),
                                product.shelf().availabilityVersion(),
                                now))
                        .toList());
        return there.size();
    }

    /**
     * Puts products of one business, each wholly or not at all; what is equal to what is there changes and emits nothing.
     *
     * @param puts no two of the same retailer id, their facts checked by {@link ProductRules}
     * @param by who puts them by hand; null for an import
     * @return results in the order of the puts
     */
    public List<PutResult> put(Tx tx, UUID businessId, List<ProductPut> puts, By by, Instant businessTime) {
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        List<UUID> ids = puts.stream()
                .map(put -> RetailerId.productId(businessId, put.retailerId()))
                .toList();
        StockRows.makeMissing(tx, businessId, ids);
        Map<UUID, Product> known = lock(tx, businessId, ids);
        List<ProductChange> changes = new ArrayList<>();
        List<PutResult> results = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            Product before = known.get(ids.get(i));
            try {
                check(puts.get(i), before);
                Product blank = blank(businessId, ids.get(i), puts.get(i));
                ProductChange change = ProductChange.put(before, blank, puts.get(i), now);
                changes.add(change);
                results.add(new PutResult(change.outcome(), change.after(), null));
            } catch (RejectedException refusal) {
                results.add(new PutResult(Outcome.REJECTED, null, refusal.rejection()));
            }
        }
        save(tx, businessId, changes, by, now);
        return results;
    }

    private static void check(ProductPut put, Product before) {
        boolean there = before != null && !before.removed();
        put.check().check(there ? before : null, there && put.sets(before.shelf()));
    }

    private static Product blank(UUID businessId, UUID id, ProductPut put) {
        return new Product(businessId, id, put.retailerId(), 0, 0, false, put.facts(), Shelf.NEW, null);
    }

    /**
     * Changes the stock of a product by hand.
     *
     * @param movement counted or adjusted
     * @param check told the shelf as it stands; throws to refuse
     * @return the shelf afterwards; empty when there is no such product
     */
    public Optional<Shelf> changeStock(
            Tx tx,
            UUID businessId,
            String retailerId,
            Consumer<Shelf> check,
            UnaryOperator<Shelf> change,
            String movement,
            String reason,
            By by,
            Instant businessTime) {
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        UUID id = RetailerId.productId(businessId, retailerId);
        Product before = lock(tx, businessId, List.of(id)).get(id);
        if (before == null || before.removed()) {
            return Optional.empty();
        }
        check.accept(before.shelf());
        ProductChange changed = ProductChange.stock(before, change.apply(before.shelf()), movement, reason, now);
        save(tx, businessId, List.of(changed), by, now);
        return Optional.of(changed.after().shelf());
    }

    /** Hides a product and tells that it is gone; false when there is none. Its row stays (DESIGN 4). */
    public boolean remove(Tx tx, UUID businessId, String retailerId, EditCheck check, By by, Instant businessTime) {
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        UUID id = RetailerId.productId(businessId, retailerId);
        Product before = lock(tx, businessId, List.of(id)).get(id);
        if (before == null || before.removed()) {
            return false;
        }
        check.check(before, false);
        save(tx, businessId, List.of(new ProductChange(before, before.gone(now), "counted", null)), by, now);
        return true;
    }

    /** Locks the stock rows in the common order, and only then reads the products as they are by now; asked together. */
    private static Map<UUID, Product> lock(Tx tx, UUID businessId, Collection<UUID> ids) {
        StockRows.askToLock(
                tx, ids.stream().map(id -> new ProductKey(businessId, id)).toList());
        Map<UUID, Product> products = new HashMap<>();
        read(tx, businessId, ids).forEach(product -> products.put(product.productId(), product));
        return products;
    }

    private static List<Product> read(Tx tx, UUID businessId, Collection<UUID> ids) {
        return ProductRows.read(
                tx, READ, ids.stream().map(id -> businessId).toArray(UUID[]::new), ids.toArray(UUID[]::new));
    }

    private void save(Tx tx, UUID businessId, List<ProductChange> changes, By by, Instant now) {
        List<ProductChange> placed = placed(tx, businessId, changes);
        ProductRows.save(
                tx,
                placed.stream()
                        .filter(ProductChange::changesProduct)
                        .map(ProductChange::after)
                        .toList());
        Map<ProductKey, Shelf> shelves = new HashMap<>();
        placed.stream()
                .filter(ProductChange::changesShelf)
                .forEach(change -> shelves.put(change.key(), change.after().shelf()));
        StockRows.save(tx, shelves);
        StockRows.insert(
                tx, placed.stream().map(change -> change.stockMovement().by(by)).toList(), now);
        announcements.announceOwn(
                tx,
                placed.stream().flatMap(change -> change.events(now).stream()).toList());
    }

    /** Gives new products their places; the counter's lock makes the order of places that of the commits. */
    private static List<ProductChange> placed(Tx tx, UUID businessId, List<ProductChange> changes) {
        long fresh = changes.stream().filter(change -> change.before() == null).count();
        if (fresh == 0) {
            return changes;
        }
        long next = tx.one(
                                """
                        insert into product_count (business_id, last_position) values ($1, $2)
                        on conflict (business_id) do update set last_position = product_count.last_position + $2
                        returning last_position""",
                                businessId,
                                fresh)
                        .orElseThrow()
                        .getLong("last_position")
                - fresh;
        List<ProductChange> placed = new ArrayList<>();
        for (ProductChange change : changes) {
            placed.add(change.before() == null ? change.at(++next) : change);
        }
        return placed;
    }
}
