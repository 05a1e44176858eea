package io.tresen.catalog;

/**
 * What somebody says in figures about the stock of a product; where nothing is said there is none of these.
 *
 * @param onHand units on hand; null = not counted
 */
public record StockGiven(Long onHand) implements StockSaid {

    public static final StockGiven NOT_COUNTED = new StockGiven(null);
    /** Also what a file means by "out of stock". */
    static final StockGiven NONE = new StockGiven(0L);

    @Override
    public Shelf on(Shelf shelf, boolean anew) {
        return shelf.lastFileSaid(this) ? shelf : shelf.imported(this);
    }
}
