package io.tresen.catalog;

import io.tresen.messaging.event.RecordFault;

/**
 * The stock of one product; each method gives the shelf after one change.
 *
 * @param onHand units in the shop, the reserved ones included
 * @param reserved units promised to orders that have not left yet; reserved ≤ onHand
 * @param counted false: can always be had, and the numbers rest but for what was reserved while it was counted
 * @param removed the product was removed: nothing new is reserved
 * @param availabilityVersion number of the last availability event, 0 before the first
 * @param imported what the last imported file said; null = no file yet
 */
public record Shelf(
        long onHand, long reserved, boolean counted, boolean removed, long availabilityVersion, LastFile imported) {

    /** The shelf of a product that was never put before. */
    public static final Shelf NEW = new Shelf(0, 0, false, false, 0, null);

    /** Units that can be reserved now; null = not counted. */
    public Long available() {
        return counted ? onHand - reserved : null;
    }

    /** Units in the shop where they are counted; null = not counted. */
    public Long count() {
        return counted ? onHand : null;
    }

    /** True when so many units can be reserved. */
    public boolean has(int quantity) {
        return !counted || onHand - reserved >= quantity;
    }

    /**
     * By hand: counted anew, even if to the same number, or no longer counted.
     *
     * @throws io.tresen.messaging.RejectedException 409 below what is reserved
     */
    public Shelf given(StockGiven stock) {
        LastFile since = imported == null ? null : imported.counted();
        return changed(stock).remembering(since);
    }

    /** A file gave it. @throws io.tresen.messaging.RejectedException 409 below what is reserved */
    Shelf imported(StockGiven stock) {
        return changed(stock).remembering(LastFile.said(stock));
    }

    private Shelf changed(StockGiven stock) {
        if (stock.onHand() == null) {
            return with(onHand, reserved, false);
        }
        if (stock.onHand() < reserved) {
            throw new CatalogRejection.StockBelowReserved(reserved).exception();
        }
        return with(stock.onHand(), reserved, true);
    }

    /** True when this is what the shelf says already. */
    boolean repeats(StockGiven stock) {
        return stock.equals(counted ? new StockGiven(onHand) : StockGiven.NOT_COUNTED);
    }

    /** Counted, and what is reserved is all that is there. */
    Shelf none() {
        return with(reserved, reserved, true);
    }

    /** More or fewer on hand. @throws io.tresen.messaging.RejectedException 409 uncounted, below zero or below what is reserved */
    public Shelf adjusted(long delta) {
        if (!counted) {
            throw new CatalogRejection.NotCounted().exception();
        }
        if (onHand + delta < 0) {
            throw new CatalogRejection.StockBelowZero(onHand).exception();
        }
        return given(new StockGiven(onHand + delta));
    }

    Shelf reserve(int quantity) {
        return with(onHand, reserved + quantity, counted);
    }

    Shelf release(int quantity) {
        return with(onHand, less(reserved, quantity), counted);
    }

    Shelf claim(int quantity) {
        return with(less(onHand, quantity), less(reserved, quantity), counted);
    }

    Shelf restock(int quantity) {
        return with(onHand + quantity, reserved, counted);
    }

    boolean lastFileSaid(StockGiven stock) {
        return imported != null && imported.stock().equals(stock);
    }

    Shelf remembering(LastFile file) {
        return new Shelf(onHand, reserved, counted, removed, availabilityVersion, file);
    }

    Shelf removed(boolean isRemoved) {
        return new Shelf(onHand, reserved, counted, isRemoved, availabilityVersion, isRemoved ? null : imported);
    }

    Shelf nextAvailability() {
        return toldAgain(availabilityVersion);
    }

    /** The same under its next availability version, which is above what readers were told already. */
    Shelf toldAgain(long told) {
        return new Shelf(onHand, reserved, counted, removed, Math.max(availabilityVersion, told) + 1, imported);
    }

    private Shelf with(long newOnHand, long newReserved, boolean isCounted) {
        return new Shelf(newOnHand, newReserved, isCounted, removed, availabilityVersion, imported);
    }

    private static long less(long units, int quantity) {
        if (units < quantity) {
            throw new RecordFault("violated-rule", "a shelf would hold less than nothing");
        }
        return units - quantity;
    }
}
