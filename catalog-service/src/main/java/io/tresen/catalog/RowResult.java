package io.tresen.catalog;

/** What a row turned out to be. */
sealed interface RowResult {

    long line();

    /** A product. */
    record Wanted(long line, String retailerId, ProductFacts facts, StockSaid stock) implements RowResult {}

    /** Fine, but no product here. @param code null where nobody needs to hear of it */
    record Skipped(long line, String retailerId, String code, String detail) implements RowResult {

        static Skipped silently(long line) {
            return new Skipped(line, null, null, null);
        }
    }

    /** Faulty. */
    record Faulty(long line, String retailerId, String code, String detail) implements RowResult {}
}
