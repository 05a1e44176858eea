package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records of a catalog feed as Meta and Google take it, as CSV or XML (INTERFACE 6). Source: Meta, "Catalog feed fields"
 * (developers.facebook.com/docs/commerce-platform/catalog/fields).
 */
final class MetaFeedRows implements RowRules {

    /** All columns that are read here. */
    static final Set<String> COLUMNS = Set.of(
            "id",
            "title",
            "description",
            "rich_text_description",
            "price",
            "sale_price",
            "sale_price_effective_date",
            "brand",
            "product_type",
            "google_product_category",
            "fb_product_category",
            "item_group_id",
            "color",
            "size",
            "pattern",
            "material",
            "gender",
            "age_group",
            "visibility",
            "status",
            "image_link",
            "availability",
            "quantity_to_sell_on_facebook",
            "inventory",
            "quantity");

    private static final Pattern CODE_BEHIND = Pattern.compile("(.*[0-9.,])\\s*([A-Za-z]{3})");
    private static final Pattern CODE_IN_FRONT = Pattern.compile("([A-Za-z]{3})\\s*([0-9].*)");
    private static final Set<String> IN_STOCK =
            Set.of("in stock", "available for order", "preorder", "pre order", "backorder", "back order", "limited");
    private static final Set<String> OUT_OF_STOCK = Set.of("out of stock", "discontinued");
    private static final Set<String> HIDDEN = Set.of("hidden", "staging", "archived");
    private static final List<String> ATTRIBUTES =
            List.of("color", "size", "pattern", "material", "gender", "age_group");

    private final String currency;
    private final boolean xml;

    /** @param xml true where a record has the fields that it needs, and the file no header */
    MetaFeedRows(String currency, boolean xml) {
        this.currency = currency;
        this.xml = xml;
    }

    @Override
    public List<String> requiredColumns() {
        return xml ? List.of() : List.of("id", "title", "price");
    }

    @Override
    public String retailerId(CsvRow row) {
        return row.get("id");
    }

    @Override
    public RowResult read(CsvRow row, Map<String, ParentRow> parents) {
        if (row.get("price").isEmpty()) {
            throw new RowFault("missing-price", "a product needs a price");
        }
        ProductFacts facts = new ProductFacts(
                PlainText.of(row.get("title")),
                PlainText.of(first(row, "description", "rich_text_description")),
                price(row.get("price"), "invalid-price"),
                sale(row),
                row.orNull("brand"),
                category(row),
                row.orNull("item_group_id"),
                attributes(row),
                ProductKind.GOODS,
                isHidden(row) ? Visibility.HIDDEN : Visibility.VISIBLE,
                row.orNull("image_link"),
                null);
        return RowRules.checked(row, retailerId(row), facts, stock(row));
    }

    /** {@code 19.90 EUR}, {@code EUR 19.90} or the number alone. */
    private Money price(String text, String code) {
        Matcher behind = CODE_BEHIND.matcher(text);
        Matcher inFront = CODE_IN_FRONT.matcher(text);
        String number = behind.matches() ? behind.group(1) : inFront.matches() ? inFront.group(2) : text;
        String given = behind.matches() ? behind.group(2) : inFront.matches() ? inFront.group(1) : currency;
        if (!given.toUpperCase(Locale.ROOT).equals(currency)) {
            throw new RowFault("wrong-currency", "must be " + currency + " or left out");
        }
        return DecimalPrice.feed(number, currency, code);
    }

    private Sale sale(CsvRow row) {
        String text = row.get("sale_price");
        if (text.isEmpty()) {
            return null;
        }
        String dates = row.get("sale_price_effective_date");
        String[] ends = dates.split("/", -1);
        if (!dates.isEmpty() && ends.length != 2) {
            throw new RowFault("invalid-sale-date", "sale_price_effective_date must be two times parted by a slash");
        }
        return new Sale(
                price(text, "invalid-sale-price").amountMinor(),
                dates.isEmpty() ? null : time(ends[0]),
                dates.isEmpty() ? null : time(ends[1]));
    }

    /** ISO 8601, with or without seconds; Google writes the offset without a colon. */
    private static Instant time(String text) {
        try {
            String iso = text.strip().replaceAll("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
            return iso.isEmpty() ? null : OffsetDateTime.parse(iso).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw new RowFault(
                    "invalid-sale-date", "sale_price_effective_date must be two times such as 2026-01-31T09:30+01:00");
        }
    }

    /** The shop's own word first; a number is the place in Google's list and says nothing to people. */
    private static String category(CsvRow row) {
        String category = first(row, "product_type", "google_product_category", "fb_product_category");
        return category.isEmpty() || category.matches("[0-9]+") ? null : PlainText.of(category);
    }

    private static String first(CsvRow row, String... columns) {
        for (String column : columns) {
            if (!row.get(column).isEmpty()) {
                return row.get(column);
            }
        }
        return "";
    }

    private static SortedMap<String, String> attributes(CsvRow row) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (String column : ATTRIBUTES) {
            if (!row.get(column).isEmpty()) {
                attributes.put(column, row.get(column));
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    private static boolean isHidden(CsvRow row) {
        return HIDDEN.contains(word(row, "visibility")) || HIDDEN.contains(word(row, "status"));
    }

    private static String word(CsvRow row, String column) {
        return row.get(column).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Out of stock is that whatever the number says; a feed without word and number leaves the stock. */
    private static StockSaid stock(CsvRow row) {
        String availability = word(row, "availability");
        if (OUT_OF_STOCK.contains(availability)) {
            return StockWord.OUT_OF_STOCK;
        }
        if (!availability.isEmpty() && !IN_STOCK.contains(availability)) {
            throw new RowFault("invalid-availability", "must be in stock, out of stock or another word of the feed");
        }
        String number = first(row, "quantity_to_sell_on_facebook", "inventory", "quantity");
        if (number.isEmpty()) {
            return availability.isEmpty() ? null : StockWord.IN_STOCK;
        }
        if (!number.matches("-?[0-9]{1,12}")) {
            throw new RowFault("invalid-stock", "must be a whole number");
        }
        return new StockGiven(Math.max(0, Long.parseLong(number)));
    }
}
