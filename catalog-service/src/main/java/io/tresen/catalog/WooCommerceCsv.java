package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * WooCommerce's product export with English headers (INTERFACE 6). Simple products and variations become products; a
 * variation takes its parent's texts and picture where its own are empty, wherever in the file the parent is. Without a SKU
 * a product is called {@code id:<ID>}, as WooCommerce itself refers to it.
 */
final class WooCommerceCsv implements RowRules {

    private static final int ATTRIBUTES = 20;

    private final String currency;

    WooCommerceCsv(String currency) {
        this.currency = currency;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("Type", "SKU", "Name", "Regular price");
    }

    @Override
    public String retailerId(CsvRow row) {
        String sku = row.get("SKU");
        return sku.isEmpty() && !row.get("ID").isEmpty() ? "id:" + row.get("ID") : sku;
    }

    @Override
    public String parentOf(CsvRow row) {
        return types(row).contains("variation") ? row.orNull("Parent") : null;
    }

    @Override
    public List<String> parentReferences(CsvRow row) {
        if (!types(row).contains("variable")) {
            return List.of();
        }
        return java.util.stream.Stream.of(row.get("SKU"), row.get("ID").isEmpty() ? "" : "id:" + row.get("ID"))
                .filter(reference -> !reference.isEmpty())
                .toList();
    }

    @Override
    public ParentRow asParent(CsvRow row) {
        return new ParentRow(
                PlainText.of(row.get("Name")), description(row), category(row), picture(row), isHidden(row));
    }

    @Override
    public RowResult read(CsvRow row, Map<String, ParentRow> parents) {
        Set<String> types = types(row);
        for (String skipped : List.of("variable", "grouped", "external")) {
            if (types.contains(skipped)) {
                return new RowResult.Skipped(
                        row.line(),
                        retailerId(row),
                        "skipped-" + skipped,
                        "a " + skipped + " product is not sold itself");
            }
        }
        if (!types.contains("simple") && !types.contains("variation")) {
            return new RowResult.Skipped(
                    row.line(), retailerId(row), "skipped-type", "only simple products and variations are sold");
        }
        ParentRow parent = null;
        if (types.contains("variation")) {
            if (row.orNull("Parent") == null) {
                throw new RowFault("missing-parent", "a variation needs a Parent");
            }
            parent = parents.get(row.get("Parent"));
        }
        return RowRules.checked(row, retailerId(row), facts(row, types, parent), stock(row));
    }

    private ProductFacts facts(CsvRow row, Set<String> types, ParentRow parent) {
        if (row.get("Regular price").isEmpty()) {
            throw new RowFault("missing-price", "a product needs a regular price");
        }
        Money price = DecimalPrice.local(row.get("Regular price"), currency, "invalid-price");
        String title = PlainText.of(row.get("Name"));
        boolean service = types.contains("virtual") || types.contains("downloadable");
        return new ProductFacts(
                title.isEmpty() && parent != null ? parent.title() : title,
                own(description(row), parent == null ? "" : parent.description()),
                price,
                sale(row),
                first(row.get("Brands")),
                own(category(row), parent == null ? null : parent.category()),
                row.orNull("Parent"),
                attributes(row),
                service ? ProductKind.SERVICE : ProductKind.GOODS,
                isHidden(row) || parent != null && parent.hidden() ? Visibility.HIDDEN : Visibility.VISIBLE,
                own(picture(row), parent == null ? null : parent.imageUrl()),
                row.orNull("Tax class"));
    }

    private static String own(String own, String parents) {
        return own == null || own.isEmpty() ? parents : own;
    }

    private Sale sale(CsvRow row) {
        String text = row.get("Sale price");
        if (text.isEmpty()) {
            return null;
        }
        long price = DecimalPrice.local(text, currency, "invalid-sale-price").amountMinor();
        return new Sale(price, time(row, "Date sale price starts", 0), time(row, "Date sale price ends", 1));
    }

    /** @param days a date alone is the whole day, so that a sale ends with the next one's beginning */
    private static Instant time(CsvRow row, String column, int days) {
        String text = row.get(column).replace(' ', 'T');
        try {
            if (text.isEmpty()) {
                return null;
            } else if (text.length() == 10) {
                return LocalDate.parse(text)
                        .plusDays(days)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            } else if (text.matches(".*T.*(Z|[+-][0-9:]+)")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new RowFault("invalid-sale-date", column + " must be a date");
        }
    }

    /** "Type" lists words: {@code "simple, downloadable, virtual"}. */
    private static Set<String> types(CsvRow row) {
        return Arrays.stream(row.get("Type").toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    /** Published: 1 yes, 0 private, -1 draft. */
    private static boolean isHidden(CsvRow row) {
        return row.has("Published") && !row.get("Published").equals("1")
                || row.get("Visibility in catalog").equals("hidden");
    }

    /** The export writes a line break within a text as the two characters \n. */
    private static String description(CsvRow row) {
        String text = row.get("Description").isEmpty() ? row.get("Short description") : row.get("Description");
        return PlainText.of(text.replace("\\n", "\n"));
    }

    private static String category(CsvRow row) {
        String first = first(row.get("Categories"));
        return first == null ? null : PlainText.of(first);
    }

    private static String picture(CsvRow row) {
        return first(row.get("Images"));
    }

    /** The first of a list; a comma within an entry is written {@code \,}. */
    private static String first(String list) {
        return Arrays.stream(list.split("(?<!\\\\),"))
                .map(entry -> entry.replace("\\,", ",").strip())
                .filter(entry -> !entry.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static SortedMap<String, String> attributes(CsvRow row) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 1; i <= ATTRIBUTES && row.has("Attribute " + i + " name"); i++) {
            String name = row.get("Attribute " + i + " name");
            String values = row.get("Attribute " + i + " value(s)").replace("\\,", ",");
            if (!name.isEmpty() && !values.isEmpty()) {
                attributes.put(name, values);
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    /** In stock without a number is not counted; out of stock is that whatever the number says; a negative number is 0. */
    private static StockSaid stock(CsvRow row) {
        String inStock = row.get("In stock?");
        if (inStock.equals("0")) {
            return StockWord.OUT_OF_STOCK;
        }
        String text = row.get("Stock");
        if (text.isEmpty()) {
            return row.has("In stock?") || row.has("Stock") ? StockGiven.NOT_COUNTED : null;
        }
        if (!text.matches("-?[0-9]{1,12}(\\.0+)?")) {
            throw new RowFault("invalid-stock", "must be a whole number");
        }
        return new StockGiven(Math.max(0, Long.parseLong(text.replaceAll("\\..*", ""))));
    }
}
