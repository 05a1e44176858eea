package io.tresen.catalog;

/**
 * What somebody says about the stock of a product; where nothing is said there is none of these.
 *
 * @param onHand units on hand; null = not counted
 */
public record StockGiven(Long onHand) {

    public static final StockGiven NOT_COUNTED = new StockGiven(null);
}
