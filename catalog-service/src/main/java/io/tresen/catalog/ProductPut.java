package io.tresen.catalog;

/**
 * A product as somebody wants it to be.
 *
 * @param stock null leaves the stock as it is
 * @param fromFile stock of a file is taken only where it differs from what the last file said; by hand it is a {@link StockGiven}
 */
public record ProductPut(String retailerId, ProductFacts facts, StockSaid stock, boolean fromFile, EditCheck check) {

    /** A row of a file. */
    static ProductPut row(String retailerId, ProductFacts facts, StockSaid stock) {
        return new ProductPut(retailerId, facts, stock, true, EditCheck.NONE);
    }

    /** By hand, and to another stock than the shelf has. */
    boolean sets(Shelf shelf) {
        return !fromFile && stock instanceof StockGiven given && !shelf.repeats(given);
    }
}
