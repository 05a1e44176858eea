package io.tresen.catalog;

/**
 * What the last imported file said of a product's stock.
 *
 * @param stock in figures, none for "out of stock"
 * @param countedSince it said none, and the shop counted by hand since; units that orders give back are not counted by hand
 */
public record LastFile(StockGiven stock, boolean countedSince) {

    static LastFile said(StockGiven stock) {
        return new LastFile(stock, false);
    }

    boolean saidNone() {
        return StockGiven.NONE.equals(stock);
    }

    /** The same once the shop has counted by hand. */
    LastFile counted() {
        return new LastFile(stock, saidNone());
    }
}
