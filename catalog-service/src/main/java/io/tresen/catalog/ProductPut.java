package io.tresen.catalog;

import java.util.function.LongConsumer;

/**
 * A product as somebody wants it to be.
 *
 * @param stock null leaves the stock as it is
 * @param fromFile stock of a file is taken only where it differs from what the last file said; by hand it is a {@link StockGiven}
 * @param versionCheck told the current version, 0 when there is no such product; throws to refuse
 */
public record ProductPut(
        String retailerId, ProductFacts facts, StockSaid stock, boolean fromFile, LongConsumer versionCheck) {

    /** A row of a file. */
    static ProductPut row(String retailerId, ProductFacts facts, StockSaid stock) {
        return new ProductPut(retailerId, facts, stock, true, version -> {});
    }
}
