package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** All SQL of collections; row and event are one transaction. */
@ApplicationScoped
public class ProductCollections {

    private static final String READ =
            "select slug, version, removed, title, retailer_ids from product_collection where business_id = $1 and slug = $2";

    private final Announcements announcements;

    ProductCollections(Announcements announcements) {
        this.announcements = announcements;
    }

    /** A collection after a put, and whether it is new. */
    public record Put(ProductCollection collection, boolean created) {}

    /** The collection; empty when there is none or it was removed. */
    public Optional<ProductCollection> find(Tx tx, UUID businessId, String slug) {
        return tx.one(READ, businessId, slug).map(row -> read(businessId, row)).filter(found -> !found.removed());
    }

    /** A business's collections by slug. */
    public List<ProductCollection> page(Tx tx, UUID businessId, String afterSlug, int limit) {
        return tx
                .list(
                        """
                        select slug, version, removed, title, retailer_ids from product_collection
                        where business_id = $1 and slug > $2 and not removed order by slug limit $3""",
                        businessId,
                        afterSlug == null ? "" : afterSlug,
                        (long) limit)
                .stream()
                .map(row -> read(businessId, row))
                .toList();
    }

    /** The same collections of one business without the products that shoppers don't find: hidden, removed, not there yet. */
    public List<ProductCollection> ofVisible(Tx tx, UUID businessId, List<ProductCollection> rows) {
        UUID[] named = rows.stream()
                .flatMap(row -> row.retailerIds().stream())
                .distinct()
                .map(retailerId -> RetailerId.productId(businessId, retailerId))
                .toArray(UUID[]::new);
        Set<String> visible = tx
                .list(
                        "select retailer_id from product where business_id = $1 and product_id = any($2)"
                                + " and not removed and visibility = 'visible'",
                        businessId,
                        named)
                .stream()
                .map(row -> row.getString("retailer_id"))
                .collect(Collectors.toSet());
        return rows.stream()
                .map(row -> row.naming(
                        row.retailerIds().stream().filter(visible::contains).toList()))
                .toList();
    }

    /** Makes the collection or puts it in another's place; the same one again changes nothing. */
    public Put put(
            Tx tx,
            UUID businessId,
            String slug,
            String title,
            List<String> retailerIds,
            LongConsumer versionCheck,
            Instant businessTime) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", businessId + "/" + slug);
        Optional<ProductCollection> before = tx.one(READ, businessId, slug).map(row -> read(businessId, row));
        boolean created = before.map(ProductCollection::removed).orElse(true);
        versionCheck.accept(created ? 0 : before.get().version());
        long version = before.map(ProductCollection::version).orElse(0L);
        ProductCollection same = new ProductCollection(businessId, slug, version, false, title, retailerIds);
        if (!created && same.equals(before.get())) {
            return new Put(same, false);
        }
        ProductCollection after = new ProductCollection(businessId, slug, version + 1, false, title, retailerIds);
        save(tx, after);
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        announcements.announceOwn(tx, List.of(new CatalogEvent.CollectionChanged(after, now)));
        return new Put(after, created);
    }

    /** Removes the collection; false when there is none. Its version goes on when it is put again. */
    public boolean remove(Tx tx, UUID businessId, String slug, LongConsumer versionCheck) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", businessId + "/" + slug);
        ProductCollection before = find(tx, businessId, slug).orElse(null);
        if (before == null) {
            return false;
        }
        versionCheck.accept(before.version());
        ProductCollection after = new ProductCollection(
                businessId, slug, before.version() + 1, true, before.title(), before.retailerIds());
        save(tx, after);
        announcements.announceOwn(
                tx, List.of(new CatalogEvent.CollectionRemoved(businessId, after.id(), after.version())));
        return true;
    }

    /**
     * Tells collections as they stand; of one that is not there, that it is gone.
     *
     * @param told by collection id, sequences of the last events that readers have; no version is higher than its event's
     * @return how many events
     * @throws RecordFault {@code collection-put-meanwhile} when one that was not there is put at this very moment; try again
     */
    public int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> told, Instant businessTime) {
        Instant now = businessTime.truncatedTo(ChronoUnit.MILLIS);
        List<CatalogEvent> events = new ArrayList<>();
        Set<UUID> unknown = new HashSet<>(told.keySet());
        tx.query(
                """
                select pg_advisory_xact_lock(hashtextextended($1::uuid || '/' || slug, 1)) from (
                  select slug from product_collection where business_id = $1 and collection_id = any($2::uuid[])
                  order by slug) s""",
                businessId,
                told.keySet().toArray(UUID[]::new));
        for (ProductCollection before : named(tx, businessId, told.keySet())) {
            long version = Math.max(before.version(), told.get(before.id())) + 1;
            ProductCollection after = new ProductCollection(
                    businessId, before.slug(), version, before.removed(), before.title(), before.retailerIds());
            save(tx, after);
            unknown.remove(after.id());
            events.add(
                    after.removed()
                            ? new CatalogEvent.CollectionRemoved(businessId, after.id(), version)
                            : new CatalogEvent.CollectionChanged(after, now));
        }
        unknown.forEach(id -> events.add(new CatalogEvent.CollectionRemoved(businessId, id, told.get(id) + 1)));
        announcements.announceOwn(tx, events);
        if (!named(tx, businessId, unknown).isEmpty()) {
            throw new RecordFault(
                    "collection-put-meanwhile", "a collection that was lost is being put again; try once more");
        }
        return events.size();
    }

    private static List<ProductCollection> named(Tx tx, UUID businessId, Set<UUID> ids) {
        return tx
                .list(
                        """
                        select slug, version, removed, title, retailer_ids from product_collection
                        where business_id = $1 and collection_id = any($2::uuid[])""",
                        businessId,
                        ids.toArray(UUID[]::new))
                .stream()
                .map(row -> read(businessId, row))
                .toList();
    }

    private static void save(Tx tx, ProductCollection collection) {
        tx.update(
                """
                insert into product_collection (business_id, slug, collection_id, version, removed, title, retailer_ids)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (business_id, slug) do update set version = excluded.version, removed = excluded.removed,
                  title = excluded.title, retailer_ids = excluded.retailer_ids""",
                collection.businessId(),
                collection.slug(),
                collection.id(),
                collection.version(),
                collection.removed(),
                collection.title(),
                collection.retailerIds().toArray(String[]::new));
    }

    private static ProductCollection read(UUID businessId, Row row) {
        return new ProductCollection(
                businessId,
                row.getString("slug"),
                row.getLong("version"),
                row.getBoolean("removed"),
                row.getString("title"),
                List.of(row.getArrayOfStrings("retailer_ids")));
    }
}
