package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyCsvTest {

    private static final String HEADER =
            "Handle,Title,Body (HTML),Vendor,Product Category,Type,Published,Option1 Name,Option1 Value,Option2 Name,"
                    + "Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,"
                    + "Variant Price,Variant Compare At Price,Variant Requires Shipping,Image Src,Variant Image,Status\n";

    /** The same columns by the names that Shopify gives them now. */
    private static final String NEWER =
            "URL handle,Title,Description,Vendor,Product category,Type,Published on online store,Option1 name,"
                    + "Option1 value,Option2 name,Option2 value,SKU,Inventory tracker,Inventory quantity,"
                    + "Continue selling when out of stock,Price,Compare-at price,Requires shipping,Product image URL,"
                    + "Variant image URL,Status\n";

    private final ShopifyCsv rules = new ShopifyCsv("EUR");

    @Test
    void oneVariantIsOneProductAndTakesItsTextsFromTheFirstRecordOfItsHandle() {
        List<RowResult> results = Csv.read(
                rules,
                HEADER
                        + "tee,Tee,<p>Soft &amp; warm</p>,Loom,Apparel,Shirts,true,Color,Red,Size,M,'007,shopify,5,deny,19.90,,"
                        + "true,https://example.org/1.png,,active\n"
                        + "tee,,,,,,,,Blue,,L,tee-blue,shopify,-2,deny,19.90,,true,https://example.org/2.png,"
                        + "https://example.org/blue.png,\n");
        RowResult.Wanted red = (RowResult.Wanted) results.get(0);
        assertEquals("007", red.retailerId());
        assertEquals("Tee", red.facts().title());
        assertEquals("Soft & warm", red.facts().description());
        assertEquals("Shirts", red.facts().category());
        assertEquals("https://example.org/1.png", red.facts().imageUrl());
        assertEquals(new StockGiven(5L), red.stock());
        RowResult.Wanted blue = (RowResult.Wanted) results.get(1);
        assertEquals("tee-blue", blue.retailerId());
        assertEquals(3, blue.line());
        assertEquals("Tee", blue.facts().title());
        assertEquals("Soft & warm", blue.facts().description());
        assertEquals("Loom", blue.facts().brand());
        assertEquals("tee", blue.facts().itemGroupId());
        assertEquals("https://example.org/blue.png", blue.facts().imageUrl());
        assertEquals(Map.of("Color", "Blue", "Size", "L"), blue.facts().attributes());
        assertEquals(new StockGiven(0L), blue.stock(), "fewer than none are none");
    }

    @Test
    void theNewerNamesOfTheColumnsMeanTheSame() {
        String rows = "tee,Tee,<p>Soft</p>,Loom,Apparel,Shirts,true,Color,Red,Size,M,'007,shopify,5,DENY,19.90,25,true,"
                + "https://example.org/1.png,,active\n"
                + "tee,,,,,,,,Blue,,L,,shopify,5,CONTINUE,19.90,,false,,https://example.org/blue.png,\n"
                + "tee,,,,,,,,,,,,,,,,,,https://example.org/2.png,,\n"
                + "cup,Cup,,,Kitchen,,false,Title,Default Title,,,cup,shopify,,deny,5,,true,,,draft\n";
        List<RowResult> older = Csv.read(rules, HEADER + rows);
        assertEquals(4, older.size());
        assertEquals(older, Csv.read(rules, NEWER + rows));
    }

    @Test
    void aColumnOfTheOlderNameGoesBeforeOneOfTheNewer() {
        RowResult.Wanted row = (RowResult.Wanted)
                Csv.one(rules, "Price,SKU,Handle,Title,Variant Price,Variant SKU\n1,other,tee,Tee,19.90,tee-1\n");
        assertEquals("tee-1", row.retailerId());
        assertEquals(1990, row.facts().price().amountMinor());
    }

    @Test
    void withoutASkuTheHandleAndTheOptionsAreTheId() {
        assertEquals(
                "tee-Red-M",
                wanted(Map.of("Option1 Value", "Red", "Option2 Value", "M")).retailerId());
        RowResult.Wanted plain = wanted(Map.of("Option1 Name", "Title", "Option1 Value", "Default Title"));
        assertEquals("tee", plain.retailerId());
        assertEquals(Map.of(), plain.facts().attributes());
    }

    @Test
    void aRecordThatHasNothingButAPictureIsSkippedSilently() {
        RowResult.Skipped skipped =
                (RowResult.Skipped) Csv.one(rules, HEADER + row(Map.of("Image Src", "https://example.org/3.png")));
        assertNull(skipped.code());
    }

    @ParameterizedTest
    @CsvSource({
        "19.90,,1990,",
        "19.90,25.00,2500,1990",
        "19.90,19.90,1990,",
        "19.90,10,1990,",
        "0.00,,0,",
        "0.00,5,500,0"
    })
    void aHigherPriceToCompareAtMakesASale(String price, String compareAt, long is, Long sale) {
        RowResult.Wanted row =
                wanted(Map.of("Variant Price", price, "Variant Compare At Price", compareAt == null ? "" : compareAt));
        assertEquals(is, row.facts().price().amountMinor());
        assertEquals(
                sale, row.facts().sale() == null ? null : row.facts().sale().priceMinor());
    }

    @ParameterizedTest
    @CsvSource({
        "true,active,VISIBLE",
        "true,,VISIBLE",
        "false,active,HIDDEN",
        ",,HIDDEN",
        "true,draft,HIDDEN",
        "TRUE,archived,HIDDEN"
    })
    void whatIsNotPublishedIsHidden(String published, String status, Visibility visibility) {
        RowResult.Wanted row =
                wanted(Map.of("Published", published == null ? "" : published, "Status", status == null ? "" : status));
        assertEquals(visibility, row.facts().visibility());
    }

    @Test
    void withoutATrackerOrSoldBeyondItsNumberItIsNotCounted() {
        assertEquals(
                StockGiven.NOT_COUNTED,
                wanted(Map.of("Variant Inventory Qty", "7")).stock());
        assertEquals(
                StockGiven.NOT_COUNTED,
                wanted(Map.of(
                                "Variant Inventory Tracker", "shopify",
                                "Variant Inventory Qty", "7",
                                "Variant Inventory Policy", "continue"))
                        .stock());
        assertEquals(
                new StockGiven(0L),
                wanted(Map.of("Variant Inventory Tracker", "shopify")).stock());
    }

    @ParameterizedTest
    @CsvSource({"shopify,deny,COUNTED", "shopify,,COUNTED", "'',deny,", "shopify,continue,", "shopify,TRUE,"})
    void aTrackedOneOfAFileWithoutNumbersIsCountedElsewhere(String tracker, String policy, StockWord stock) {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(
                rules,
                "Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Policy\ntee,Tee,5," + tracker
                        + "," + (policy == null ? "" : policy) + "\n");
        assertEquals(stock == null ? StockGiven.NOT_COUNTED : stock, row.stock());
    }

    @Test
    void aFileWithoutTrackerAndNumberLeavesTheStock() {
        assertNull(((RowResult.Wanted) Csv.one(rules, "Handle,Title,Variant Price\ntee,Tee,5\n")).stock());
    }

    @Test
    void whatIsNotShippedIsAService() {
        assertEquals(
                ProductKind.SERVICE,
                wanted(Map.of("Variant Requires Shipping", "false")).facts().kind());
        assertEquals(ProductKind.GOODS, wanted(Map.of()).facts().kind());
    }

    @ParameterizedTest
    @CsvSource({
        "Variant Price,'',missing-price",
        "Variant Price,dear,invalid-price",
        "Variant Compare At Price,dear,invalid-compare-at-price",
        "Handle,'',missing-handle",
        "Title,'',missing-title"
    })
    void faultsAreNamed(String column, String cell, String code) {
        RowResult.Faulty faulty = (RowResult.Faulty) Csv.one(rules, HEADER + row(variant(Map.of(column, cell))));
        assertEquals(code, faulty.code());
    }

    private RowResult.Wanted wanted(Map<String, String> cells) {
        return (RowResult.Wanted) Csv.one(rules, HEADER + row(variant(cells)));
    }

    private static Map<String, String> variant(Map<String, String> cells) {
        Map<String, String> all =
                new java.util.HashMap<>(Map.of("Title", "Tee", "Published", "true", "Variant Price", "19.90"));
        all.putAll(cells);
        return all;
    }

    private static String row(Map<String, String> cells) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("Handle", "tee"));
        all.putAll(cells);
        return String.join(
                        ",",
                        java.util.Arrays.stream(HEADER.strip().split(","))
                                .map(column -> all.getOrDefault(column, ""))
                                .toList())
                + "\n";
    }
}
