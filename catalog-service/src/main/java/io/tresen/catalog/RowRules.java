package io.tresen.catalog;

import io.tresen.messaging.FieldError;
import java.util.List;
import java.util.Map;

/** How a format's rows become products. Pure: what a row takes from others is passed in. */
interface RowRules {

    /** Columns without which the file is none of this format. */
    List<String> requiredColumns();

    /** What these rules call a column of the header: as it is called there, or as one is called that means the same. */
    default String column(String name) {
        return name;
    }

    /** What the row is. @throws RowFault with the reason why it can't be taken */
    RowResult read(CsvRow row, Map<String, ParentRow> parents);

    /** The row's own id, as far as it can be told; for the report of a faulty one. */
    String retailerId(CsvRow row);

    /** Reference of the row that this one takes from; null for none. */
    default String parentOf(CsvRow row) {
        return null;
    }

    /** References under which others take from this row; none for most. */
    default List<String> parentReferences(CsvRow row) {
        return List.of();
    }

    /** What others take from this row. */
    default ParentRow asParent(CsvRow row) {
        throw new UnsupportedOperationException("no parents in this format");
    }

    /** The product, once its fields are within the rules that hold for a PUT as well. */
    static RowResult.Wanted checked(CsvRow row, String retailerId, ProductFacts facts, StockSaid stock) {
        if (!RetailerId.isValid(retailerId)) {
            throw new RowFault(
                    retailerId == null || retailerId.isEmpty() ? "missing-retailer-id" : "invalid-retailer-id",
                    RetailerId.CURE);
        }
        if (facts.title() == null || facts.title().isBlank()) {
            throw new RowFault("missing-title", "a product needs a title");
        }
        List<FieldError> faults = ProductRules.faults(facts);
        if (!faults.isEmpty()) {
            FieldError first = faults.get(0);
            String field = first.pointer().split("/")[1];
            throw new RowFault("invalid-" + field.replace('_', '-'), field + " " + first.detail());
        }
        if (stock instanceof StockGiven given && given.onHand() != null && given.onHand() > ProductRules.MOST_ON_HAND) {
            throw new RowFault("invalid-stock", "must be at most " + ProductRules.MOST_ON_HAND);
        }
        return new RowResult.Wanted(row.line(), retailerId, facts, stock);
    }
}
