package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceCsvTest {

    private static final List<String> COLUMNS = List.of(
            "ID",
            "Type",
            "SKU",
            "Name",
            "Published",
            "Visibility in catalog",
            "Short description",
            "Description",
            "Date sale price starts",
            "Date sale price ends",
            "In stock?",
            "Stock",
            "Sale price",
            "Regular price",
            "Categories",
            "Images",
            "Parent",
            "Attribute 1 name",
            "Attribute 1 value(s)");

    private final WooCommerceCsv rules = new WooCommerceCsv("EUR");

    @Test
    void aSimpleProductIsAProduct() {
        RowResult.Wanted row = wanted(Map.of(
                "Categories", "Clothing > Shirts, Sale",
                "Images", "https://example.org/1.png, https://example.org/2.png",
                "Attribute 1 name", "Color",
                "Attribute 1 value(s)", "Blue"));
        assertEquals("tee", row.retailerId());
        assertEquals("Clothing > Shirts", row.facts().category());
        assertEquals("https://example.org/1.png", row.facts().imageUrl());
        assertEquals(Map.of("Color", "Blue"), row.facts().attributes());
        assertEquals(StockGiven.NOT_COUNTED, row.stock());
        assertNull(row.facts().itemGroupId());
    }

    @Test
    void aVariationTakesFromItsParentThoughThatComesLater() {
        List<RowResult> results = Csv.read(
                rules,
                file(
                        row(Map.of("Type", "variation", "SKU", "tee-blue", "Parent", "id:7", "Description", "own")),
                        row(Map.of("Type", "variation", "SKU", "tee-red", "Parent", "tee")),
                        row(Map.of(
                                "ID",
                                "7",
                                "Type",
                                "variable",
                                "SKU",
                                "tee",
                                "Regular price",
                                "",
                                "Description",
                                "<p>Soft &amp; warm</p>",
                                "Categories",
                                "Shirts",
                                "Images",
                                "https://example.org/p.png"))));
        RowResult.Wanted blue = (RowResult.Wanted) results.get(0);
        RowResult.Wanted red = (RowResult.Wanted) results.get(1);
        assertEquals("own", blue.facts().description());
        assertEquals("Soft & warm", red.facts().description());
        assertEquals("Shirts", red.facts().category());
        assertEquals("https://example.org/p.png", red.facts().imageUrl());
        assertEquals("id:7", blue.facts().itemGroupId());
        assertEquals("tee", red.facts().itemGroupId());
        assertEquals("skipped-variable", ((RowResult.Skipped) results.get(2)).code());
    }

    @ParameterizedTest
    @CsvSource({"variable", "grouped", "external", "subscription"})
    void otherTypesAreSkipped(String type) {
        assertTrue(Csv.one(rules, file(row(Map.of("Type", type)))) instanceof RowResult.Skipped);
    }

    @Test
    void virtualOrDownloadableIsAService() {
        assertEquals(
                ProductKind.SERVICE,
                wanted(Map.of("Type", "simple, downloadable, virtual")).facts().kind());
        assertEquals(
                ProductKind.SERVICE,
                wanted(Map.of("Type", "simple, virtual")).facts().kind());
        assertEquals(ProductKind.GOODS, wanted(Map.of()).facts().kind());
    }

    @Test
    void unpublishedOrHiddenIsHidden() {
        assertEquals(Visibility.HIDDEN, wanted(Map.of("Published", "0")).facts().visibility());
        assertEquals(
                Visibility.HIDDEN, wanted(Map.of("Published", "-1")).facts().visibility());
        assertEquals(
                Visibility.HIDDEN,
                wanted(Map.of("Visibility in catalog", "hidden")).facts().visibility());
        assertEquals(
                Visibility.VISIBLE,
                wanted(Map.of("Visibility in catalog", "search")).facts().visibility());
    }

    @Test
    void htmlBecomesPlainText() {
        String html =
                "<h2>Tea</h2><p>Very&nbsp;good.</p><ul><li>green</li><li>black</li></ul><script>x()</script>a\\nb";
        assertEquals(
                "Tea\n\nVery good.\n\n- green\n- black\na\nb",
                wanted(Map.of("Description", html)).facts().description());
        assertEquals(
                "Tom & Jerry", wanted(Map.of("Name", "Tom &amp; Jerry")).facts().title());
        assertEquals(
                "short", wanted(Map.of("Short description", "short")).facts().description());
    }

    @Test
    void pricesMayHaveACommaAndSalesHaveDates() {
        RowResult.Wanted row = wanted(Map.of(
                "Regular price",
                "20,00",
                "Sale price",
                "18,50",
                "Date sale price starts",
                "2026-03-01",
                "Date sale price ends",
                "2026-03-31"));
        assertEquals(2000, row.facts().price().amountMinor());
        assertEquals(
                new Sale(1850, Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z")),
                row.facts().sale());
    }

    @Test
    void stockIsTheNumberOrNoneOrZero() {
        assertEquals(new StockGiven(4L), wanted(Map.of("Stock", "4")).stock());
        assertEquals(new StockGiven(0L), wanted(Map.of("Stock", "-3")).stock());
        assertEquals(StockWord.OUT_OF_STOCK, wanted(Map.of("In stock?", "0")).stock());
        assertEquals(
                StockWord.OUT_OF_STOCK,
                wanted(Map.of("In stock?", "0", "Stock", "-3")).stock());
        assertEquals(StockGiven.NOT_COUNTED, wanted(Map.of("In stock?", "1")).stock());
    }

    @Test
    void withoutASkuTheIdIsTheName() {
        assertEquals("id:12", wanted(Map.of("ID", "12", "SKU", "")).retailerId());
        assertEquals("missing-retailer-id", faulty(Map.of("SKU", "")));
    }

    @Test
    void faultsAreNamed() {
        assertEquals("missing-price", faulty(Map.of("Regular price", "")));
        assertEquals("invalid-price", faulty(Map.of("Regular price", "cheap")));
        assertEquals("missing-title", faulty(Map.of("Name", "")));
        assertEquals("invalid-sale-price", faulty(Map.of("Sale price", "30")));
        assertEquals("invalid-sale-date", faulty(Map.of("Sale price", "1", "Date sale price ends", "soon")));
        assertEquals("missing-parent", faulty(Map.of("Type", "variation")));
        assertEquals("invalid-stock", faulty(Map.of("Stock", "many")));
        assertEquals("invalid-title", faulty(Map.of("Name", "x".repeat(201))));
        assertEquals("invalid-description", faulty(Map.of("Description", "<b>".repeat(10_000))));
    }

    private RowResult.Wanted wanted(Map<String, String> cells) {
        return (RowResult.Wanted) Csv.one(rules, file(row(cells)));
    }

    private String faulty(Map<String, String> cells) {
        return ((RowResult.Faulty) Csv.one(rules, file(row(cells)))).code();
    }

    private static String file(String... rows) {
        return String.join(",", COLUMNS) + "\n" + String.join("\n", rows) + "\n";
    }

    private static String row(Map<String, String> cells) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "Type",
                "simple",
                "SKU",
                "tee",
                "Name",
                "Tee",
                "Published",
                "1",
                "Regular price",
                "20",
                "In stock?",
                "1"));
        all.putAll(cells);
        return COLUMNS.stream()
                .map(column -> "\"" + all.getOrDefault(column, "").replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }
}
