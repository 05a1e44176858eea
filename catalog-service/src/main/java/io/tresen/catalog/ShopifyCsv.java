package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Shopify's product export (INTERFACE 6): one variant is one product. What the export says once per product, in the first record
 * of its handle, goes for all of its variants. Source: Shopify's help, "Using CSV files to import and export products".
 * Columns are called by their older names here ({@link ShopifyColumns}).
 */
final class ShopifyCsv implements RowRules {

    private static final int OPTIONS = 3;

    /** Stands in the export for "has no options". */
    private static final String NO_OPTION = "Default Title";

    /** A policy, or the answer to "continue selling when out of stock". */
    private static final Set<String> SOLD_BEYOND = Set.of("continue", "true");

    private final String currency;

    ShopifyCsv(String currency) {
        this.currency = currency;
    }

    @Override
    public String column(String name) {
        return ShopifyColumns.older(name);
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("Handle", "Title", "Variant Price");
    }

    /** Spreadsheets are kept from reading a SKU as a number by an apostrophe in front. */
    @Override
    public String retailerId(CsvRow row) {
        String sku = row.get("Variant SKU");
        String id = sku.startsWith("'") ? sku.substring(1) : sku;
        if (!id.isEmpty()) {
            return id;
        }
        List<String> parts = new ArrayList<>(List.of(row.get("Handle")));
        parts.addAll(optionValues(row));
        return String.join("-", parts);
    }

    @Override
    public String parentOf(CsvRow row) {
        return row.orNull("Handle");
    }

    /** Only the first record of a handle has a title. */
    @Override
    public List<String> parentReferences(CsvRow row) {
        return row.get("Handle").isEmpty() || row.get("Title").isEmpty() ? List.of() : List.of(row.get("Handle"));
    }

    @Override
    public ParentRow asParent(CsvRow row) {
        String category = row.get("Type").isEmpty() ? row.get("Product Category") : row.get("Type");
        return new ParentRow(
                PlainText.of(row.get("Title")),
                PlainText.of(row.get("Body (HTML)")),
                category.isEmpty() ? null : PlainText.of(category),
                row.orNull("Image Src"),
                isHidden(row),
                row.orNull("Vendor"),
                IntStream.rangeClosed(1, OPTIONS)
                        .mapToObj(i -> row.get("Option" + i + " Name"))
                        .toList());
    }

    @Override
    public RowResult read(CsvRow row, Map<String, ParentRow> parents) {
        if (isPictureOnly(row)) {
            return RowResult.Skipped.silently(row.line());
        }
        if (row.get("Handle").isEmpty()) {
            throw new RowFault("missing-handle", "a variant needs the Handle of its product");
        }
        if (row.get("Variant Price").isEmpty()) {
            throw new RowFault("missing-price", "a variant needs a price");
        }
        ParentRow parent = parents.get(row.get("Handle"));
        return RowRules.checked(row, retailerId(row), facts(row, parent == null ? asParent(row) : parent), stock(row));
    }

    /** The second and further pictures of a product have records of their own, with a handle and nothing to sell. */
    private static boolean isPictureOnly(CsvRow row) {
        return !row.get("Image Src").isEmpty()
                && row.get("Title").isEmpty()
                && row.get("Variant SKU").isEmpty()
                && row.get("Variant Price").isEmpty()
                && row.get("Option1 Value").isEmpty();
    }

    private ProductFacts facts(CsvRow row, ParentRow first) {
        Money price = DecimalPrice.plain(row.get("Variant Price"), currency, "invalid-price");
        Money before = row.get("Variant Compare At Price").isEmpty()
                ? price
                : DecimalPrice.plain(row.get("Variant Compare At Price"), currency, "invalid-compare-at-price");
        boolean reduced = before.amountMinor() > price.amountMinor();
        String picture = row.orNull("Variant Image");
        return new ProductFacts(
                first.title(),
                first.description() == null ? "" : first.description(),
                reduced ? before : price,
                reduced ? new Sale(price.amountMinor(), null, null) : null,
                first.brand(),
                first.category(),
                row.get("Handle"),
                attributes(row, first.optionNames()),
                row.get("Variant Requires Shipping").equalsIgnoreCase("false")
                        ? ProductKind.SERVICE
                        : ProductKind.GOODS,
                first.hidden() ? Visibility.HIDDEN : Visibility.VISIBLE,
                picture == null ? first.imageUrl() : picture,
                null);
    }

    private static List<String> optionValues(CsvRow row) {
        return IntStream.rangeClosed(1, OPTIONS)
                .mapToObj(i -> row.get("Option" + i + " Value"))
                .filter(value -> !value.isEmpty() && !value.equals(NO_OPTION))
                .toList();
    }

    private static SortedMap<String, String> attributes(CsvRow row, List<String> names) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 1; i <= OPTIONS; i++) {
            String value = row.get("Option" + i + " Value");
            String name = i <= names.size() ? names.get(i - 1) : "";
            if (!value.isEmpty() && !value.equals(NO_OPTION)) {
                attributes.put(name.isEmpty() ? "Option " + i : name, value);
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    /** Without these columns a product is on sale. */
    private static boolean isHidden(CsvRow row) {
        String status = row.get("Status").toLowerCase(Locale.ROOT);
        return row.has("Published") && !row.get("Published").equalsIgnoreCase("true")
                || !status.isEmpty() && !status.equals("active");
    }

    /**
     * Nobody counts it, or it is sold beyond its number: not counted. A tracked one without a number has none. Stores with several
     * locations export no numbers at all.
     */
    private static StockSaid stock(CsvRow row) {
        boolean uncounted = row.has("Variant Inventory Tracker")
                        && row.get("Variant Inventory Tracker").isEmpty()
                || SOLD_BEYOND.contains(row.get("Variant Inventory Policy").toLowerCase(Locale.ROOT));
        if (uncounted) {
            return StockGiven.NOT_COUNTED;
        }
        if (!row.has("Variant Inventory Qty")) {
            return row.get("Variant Inventory Tracker").isEmpty() ? null : StockWord.COUNTED;
        }
        String text = row.get("Variant Inventory Qty");
        if (!text.matches("(-?[0-9]{1,12})?")) {
            throw new RowFault("invalid-stock", "must be a whole number");
        }
        return new StockGiven(text.isEmpty() ? 0 : Math.max(0, Long.parseLong(text)));
    }
}
