package io.tresen.catalog;

import io.tresen.catalog.PutResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A product before and after a change, and what follows from the difference: whether it has to be written, which events it
 * makes. Pure.
 *
 * @param before null for a product that never was
 * @param movement kind of the stock's movement: counted, adjusted or imported
 */
record ProductChange(Product before, Product after, String movement, String reason) {

    /**
     * What a put makes of a product.
     *
     * @param before as it stands, removed ones included; null when it never was
     * @param blank what a product that never was starts from
     * @throws io.tresen.messaging.RejectedException 409 when its stock would be below what is reserved
     */
    static ProductChange put(Product before, Product blank, ProductPut put, Instant now) {
        Product base = before == null ? blank : before;
        boolean anew = before == null || before.removed();
        Shelf shelf = shelf(base.shelf(), anew, put);
        boolean same = !anew && base.facts().equals(put.facts()) && base.shelf().counted() == shelf.counted();
        return new ProductChange(
                before,
                same ? base.with(moved(base.shelf(), shelf)) : base.with(put.facts(), moved(base.shelf(), shelf), now),
                put.fromFile() ? "imported" : "counted",
                null);
    }

    /** A change of the stock alone; the product's version goes on only where counting begins or ends. */
    static ProductChange stock(Product before, Shelf shelf, String movement, String reason, Instant now) {
        Shelf moved = moved(before.shelf(), shelf);
        boolean countingChanged = before.shelf().counted() != shelf.counted();
        Product after = countingChanged ? before.with(before.facts(), moved, now) : before.with(moved);
        return new ProductChange(before, after, movement, reason);
    }

    private static Shelf shelf(Shelf base, boolean anew, ProductPut put) {
        // a removed product that is put again starts like a new one: uncounted unless the shop says how many there are
        Shelf start = anew ? base.removed(false).given(StockGiven.NOT_COUNTED) : base;
        if (put.stock() == null) {
            return start;
        }
        if (!put.fromFile() && put.stock() instanceof StockGiven given) {
            // who saves another title repeats the stock that was read: that is no count
            return put.sets(start) ? start.given(given) : start;
        }
        return put.stock().on(start, anew);
    }

    private static Shelf moved(Shelf before, Shelf after) {
        return AvailabilityChange.between(before, after).isPresent() ? after.nextAvailability() : after;
    }

    /** The same change of a product that gets its place in the list. */
    ProductChange at(long position) {
        return new ProductChange(before, after.at(position), movement, reason);
    }

    Outcome outcome() {
        if (before == null || before.removed()) {
            return Outcome.CREATED;
        }
        boolean sameStock =
                Objects.equals(before.shelf().available(), after.shelf().available())
                        && before.shelf().onHand() == after.shelf().onHand();
        return before.version() == after.version() && sameStock ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    boolean changesProduct() {
        return before == null || before.version() != after.version();
    }

    boolean changesShelf() {
        return before == null || !before.shelf().equals(after.shelf());
    }

    ProductKey key() {
        return new ProductKey(after.businessId(), after.productId());
    }

    Movement stockMovement() {
        Shelf from = before == null ? Shelf.NEW : before.shelf();
        return Movement.between(key(), movement, from, after.shelf(), reason);
    }

    List<CatalogEvent> events(Instant now) {
        List<CatalogEvent> events = new ArrayList<>();
        if (changesProduct()) {
            events.add(
                    after.removed()
                            ? new CatalogEvent.ProductRemoved(after.businessId(), after.productId(), after.version())
                            : new CatalogEvent.ProductChanged(after));
        }
        Shelf from = before == null ? Shelf.NEW : before.shelf();
        Optional<AvailabilityChange> change = AvailabilityChange.between(from, after.shelf());
        change.ifPresent(kind -> events.add(new CatalogEvent.AvailabilityMoved(
                after.businessId(),
                after.productId(),
                after.retailerId(),
                kind,
                after.shelf().available(),
                after.shelf().availabilityVersion(),
                now)));
        return events;
    }
}
