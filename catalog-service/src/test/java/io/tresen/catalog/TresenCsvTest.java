package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TresenCsvTest {

    private static final String HEADER =
            "retailer_id,title,description,price,currency,sale_price,sale_price_from,sale_price_to,brand,"
                    + "category,item_group_id,attributes,kind,visibility,image_url,stock\n";

    private final TresenCsv rules = new TresenCsv("EUR");

    @Test
    void aFullRowBecomesAProduct() {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(
                rules,
                HEADER
                        + "a/1,\"Tea, green\",\"Two\nlines\",19.90,EUR,15,2026-01-01T00:00:00Z,2026-02-01,Brand,A > B,tea,"
                        + "\"{\"\"Size\"\":\"\"M\"\"}\",service,hidden,https://example.org/a.svg,7\n");
        assertEquals("a/1", row.retailerId());
        assertEquals("Tea, green", row.facts().title());
        assertEquals("Two\nlines", row.facts().description());
        assertEquals(1990, row.facts().price().amountMinor());
        assertEquals(
                new Sale(1500, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")),
                row.facts().sale());
        assertEquals(Map.of("Size", "M"), row.facts().attributes());
        assertEquals(ProductKind.SERVICE, row.facts().kind());
        assertEquals(Visibility.HIDDEN, row.facts().visibility());
        assertEquals(new StockGiven(7L), row.stock());
    }

    @Test
    void fourColumnsAreEnoughAndLeaveTheStockAlone() {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(rules, "price,retailer_id,description,title\n5,tea,,Tea\n");
        assertNull(row.stock());
        assertEquals(ProductKind.GOODS, row.facts().kind());
        assertEquals(Visibility.VISIBLE, row.facts().visibility());
    }

    @Test
    void anEmptyStockCellIsNotCounted() {
        RowResult.Wanted row =
                (RowResult.Wanted) Csv.one(rules, "retailer_id,title,description,price,stock\ntea,Tea,,5,\n");
        assertEquals(StockGiven.NOT_COUNTED, row.stock());
    }

    @ParameterizedTest
    @CsvSource({
        "price, '', missing-price",
        "price, 19;90, invalid-price",
        "price, 1.999, invalid-price",
        "currency, USD, wrong-currency",
        "title, '', missing-title",
        "retailer_id, '', missing-retailer-id",
        "retailer_id, .., invalid-retailer-id",
        "sale_price, 20, invalid-sale-price",
        "sale_price_from, 2026-01-01, invalid-sale-price",
        "kind, thing, invalid-kind",
        "visibility, Visible, invalid-visibility",
        "stock, -1, invalid-stock",
        "stock, 1.5, invalid-stock",
        "attributes, [], invalid-attributes",
        "attributes, {, invalid-attributes",
        "image_url, nowhere, invalid-image-url"
    })
    void aFaultyCellIsNamed(String column, String value, String code) {
        List<String> columns = List.of(HEADER.strip().split(","));
        String[] cells = ("tea,Tea,,19.90" + ",".repeat(12)).split(",", -1);
        cells[columns.indexOf(column)] = value;
        RowResult.Faulty fault = (RowResult.Faulty) Csv.one(rules, HEADER + String.join(",", cells) + "\n");
        assertEquals(code, fault.code());
        assertEquals(2, fault.line());
    }
}
