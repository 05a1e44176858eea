package io.tresen.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** tresen-csv, our own format (INTERFACE 6). An empty stock cell says "not counted"; without the column stock is left alone. */
final class TresenCsv implements RowRules {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String currency;

    TresenCsv(String currency) {
        this.currency = currency;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("retailer_id", "title", "description", "price");
    }

    @Override
    public String retailerId(CsvRow row) {
        return row.raw("retailer_id");
    }

    @Override
    public RowResult read(CsvRow row, Map<String, ParentRow> parents) {
        String given = row.get("currency");
        if (!given.isEmpty() && !given.equals(currency)) {
            throw new RowFault("wrong-currency", "must be " + currency + " or empty");
        }
        if (row.get("price").isEmpty()) {
            throw new RowFault("missing-price", "a product needs a price");
        }
        Money price = DecimalPrice.plain(row.get("price"), currency, "invalid-price");
        ProductFacts facts = new ProductFacts(
                row.get("title"),
                row.get("description"),
                price,
                sale(row),
                row.orNull("brand"),
                row.orNull("category"),
                row.orNull("item_group_id"),
                attributes(row.get("attributes")),
                word(row, "kind", ProductKind.class, ProductKind.GOODS),
                word(row, "visibility", Visibility.class, Visibility.VISIBLE),
                row.orNull("image_url"),
                row.orNull("tax_class"));
        return RowRules.checked(row, retailerId(row), facts, stock(row));
    }

    private Sale sale(CsvRow row) {
        String text = row.get("sale_price");
        Instant from = time(row, "sale_price_from");
        Instant to = time(row, "sale_price_to");
        if (text.isEmpty()) {
            if (from != null || to != null) {
                throw new RowFault("invalid-sale-price", "is needed with sale_price_from or sale_price_to");
            }
            return null;
        }
        return new Sale(DecimalPrice.plain(text, currency, "invalid-sale-price").amountMinor(), from, to);
    }

    private static Instant time(CsvRow row, String column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw new RowFault("invalid-" + column.replace('_', '-'), "must be an RFC 3339 time or a date");
        }
    }

    private static SortedMap<String, String> attributes(String text) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (!text.isEmpty()) {
            try {
                JsonNode json = JSON.readTree(text);
                if (!json.isObject()) {
                    throw new RowFault("invalid-attributes", "must be a JSON object of texts");
                }
                json.properties().forEach(entry -> {
                    if (!entry.getValue().isTextual()) {
                        throw new RowFault("invalid-attributes", "must be a JSON object of texts");
                    }
                    attributes.put(entry.getKey(), entry.getValue().textValue());
                });
            } catch (JsonProcessingException e) {
                throw new RowFault("invalid-attributes", "must be a JSON object of texts");
            }
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    private static <E extends Enum<E>> E word(CsvRow row, String column, Class<E> words, E otherwise) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E word : words.getEnumConstants()) {
            if (Words.of(word).equals(text)) {
                return word;
            }
        }
        throw new RowFault("invalid-" + column, "is no word of " + column);
    }

    private static StockGiven stock(CsvRow row) {
        if (!row.has("stock")) {
            return null;
        }
        String text = row.get("stock");
        if (text.isEmpty()) {
            return StockGiven.NOT_COUNTED;
        }
        if (!text.matches("[0-9]{1,12}")) {
            throw new RowFault("invalid-stock", "must be a whole number from 0, or empty");
        }
        return new StockGiven(Long.parseLong(text));
    }
}
