package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalog feeds as Meta and Google take them, as CSV and as XML. */
class MetaFeedRowsTest {

    private static final String RSS =
            """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
             <channel>
              <title>Tea shop</title>
              <item>
               <g:id>green/1</g:id>
               <title>Plain</title>
               <g:title>Green tea</g:title>
               <description><![CDATA[<p>Fresh &amp; mild</p>]]></description>
               <g:price>19.90 EUR</g:price>
               <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
               <g:availability>in_stock</g:availability>
              </item>
              <item><g:id>black</g:id><title>Black</title><g:price>5 EUR</g:price></item>
             </channel>
            </rss>
            """;

    private final MetaFeedRows csv = new MetaFeedRows("EUR", false);
    private final MetaFeedRows xml = new MetaFeedRows("EUR", true);

    @Test
    void aFullRowBecomesAProduct() {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(
                csv,
                "id,title,description,availability,condition,price,link,image_link,brand,sale_price,"
                        + "sale_price_effective_date,item_group_id,product_type,color,quantity_to_sell_on_facebook\n"
                        + "tee-1,Tee,Soft,in stock,new,19.90 EUR,https://example.org,https://example.org/1.png,Loom,"
                        + "15.00 EUR,2026-01-01T00:00+01:00/2026-02-01T00:00-0800,tee,Clothing > Shirts,Red,7\n");
        assertEquals("tee-1", row.retailerId());
        assertEquals(1_990, row.facts().price().amountMinor());
        assertEquals(
                new Sale(1_500, Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-02-01T08:00:00Z")),
                row.facts().sale());
        assertEquals("Loom", row.facts().brand());
        assertEquals("Clothing > Shirts", row.facts().category());
        assertEquals("tee", row.facts().itemGroupId());
        assertEquals(Map.of("color", "Red"), row.facts().attributes());
        assertEquals(new StockGiven(7L), row.stock());
    }

    @ParameterizedTest
    @CsvSource({
        "in stock,,IN_STOCK",
        "In_Stock,5,5",
        "available for order,,IN_STOCK",
        "out of stock,5,OUT_OF_STOCK",
        "out_of_stock,,OUT_OF_STOCK",
        "discontinued,,OUT_OF_STOCK",
        "in stock,-3,0"
    })
    void aNumberCountsInStockAloneAndNoneOutOfStock(String availability, String number, String stock) {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(
                csv,
                "id,title,price,availability,inventory\na,Tea,5," + availability + ","
                        + (number == null ? "" : number));
        assertEquals(
                stock.matches("[0-9]+") ? new StockGiven(Long.valueOf(stock)) : StockWord.valueOf(stock), row.stock());
    }

    @Test
    void aFeedThatSaysNothingOfStockLeavesIt() {
        assertNull(((RowResult.Wanted) Csv.one(csv, "id,title,price\na,Tea,5\n")).stock());
    }

    @ParameterizedTest
    @CsvSource({
        "19.90 USD,wrong-currency",
        "USD 19.90,wrong-currency",
        "dear,invalid-price",
        "'',missing-price",
        "19.901 EUR,invalid-price",
        "1.500 EUR,invalid-price",
        "'1,500 EUR',invalid-price",
        "EUR 0.500,invalid-price"
    })
    void faultsOfPricesAreNamed(String price, String code) {
        assertEquals(code, ((RowResult.Faulty) Csv.one(csv, "id,title,price\na,Tea,\"" + price + "\"\n")).code());
    }

    /** A thousandth of what was meant is nobody's price. */
    @ParameterizedTest
    @CsvSource({
        "1.000 JPY,",
        "'1,980 JPY',1980",
        "'1980,000 JPY',",
        "'1,234,567 JPY',1234567",
        "1.234 KWD,1234",
        "'1,234 KWD',",
        "'1,234.500 KWD',1234500"
    })
    void threeDigitsBehindOneSignAreThousandsOnlyWhereTheyCanBeNothingElse(String price, Long minor) {
        String currency = price.substring(price.length() - 3);
        RowResult row = Csv.one(new MetaFeedRows(currency, false), "id,title,price\na,Tea,\"" + price + "\"\n");
        if (minor == null) {
            assertEquals("invalid-price", ((RowResult.Faulty) row).code());
        } else {
            assertEquals(minor, ((RowResult.Wanted) row).facts().price().amountMinor());
        }
    }

    @ParameterizedTest
    @CsvSource({"19.90,1990", "19.90 EUR,1990", "EUR 19.90,1990", "19.90EUR,1990", "1234.5 eur,123450"})
    void aPriceWithoutACurrencyIsInTheBusinesss(String price, long minor) {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(csv, "id,title,price\na,Tea," + price + "\n");
        assertEquals(minor, row.facts().price().amountMinor());
    }

    @ParameterizedTest
    @CsvSource({"published,VISIBLE", "'',VISIBLE", "hidden,HIDDEN", "staging,HIDDEN"})
    void whatTheFeedHidesIsHidden(String word, Visibility visibility) {
        RowResult.Wanted row = (RowResult.Wanted) Csv.one(csv, "id,title,price,visibility\na,Tea,5," + word + "\n");
        assertEquals(visibility, row.facts().visibility());
    }

    @Test
    void anItemOfRssIsARecordAndItsLineIsWhereItBegins() {
        List<CsvRow> rows = rows(RSS);
        assertEquals(List.of(5L, 14L), rows.stream().map(CsvRow::line).toList());
        RowResult.Wanted green = (RowResult.Wanted) xml.read(rows.get(0), Map.of());
        assertEquals("green/1", green.retailerId());
        assertEquals("Green tea", green.facts().title(), "Google's field before the plain one");
        assertEquals("Fresh & mild", green.facts().description());
        assertEquals(1_990, green.facts().price().amountMinor(), "not what the shipping costs");
        assertEquals(StockWord.IN_STOCK, green.stock());
        RowResult.Wanted black = (RowResult.Wanted) xml.read(rows.get(1), Map.of());
        assertEquals(500, black.facts().price().amountMinor());
        assertNull(black.stock());
    }

    @Test
    void elementsOfOtherNamespacesAreNoColumnsAndNoRecords() {
        List<CsvRow> rows = rows(
                """
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:media="http://search.yahoo.com/mrss/"
                 xmlns:x="urn:x"><channel>
                 <x:item><id>no-product</id></x:item>
                 <item><x:id>7</x:id><media:title>A picture</media:title><media:content>x.jpg</media:content>
                  <x:price>1 EUR</x:price><id>a</id><title>Tea</title><description>Mild</description>
                  <g:price>5 EUR</g:price></item>
                </channel></rss>""");
        assertEquals(1, rows.size());
        RowResult.Wanted tea = (RowResult.Wanted) xml.read(rows.get(0), Map.of());
        assertEquals("a", tea.retailerId());
        assertEquals("Tea", tea.facts().title());
        assertEquals("Mild", tea.facts().description());
        assertEquals(500, tea.facts().price().amountMinor());
    }

    @Test
    void aNamespaceThatTheWholeFeedHasIsItsOwn() {
        CsvRow row =
                rows("""
                        <rss xmlns="http://backend.userland.com/rss2" xmlns:g="http://base.google.com/ns/1.0"><channel>
                        <item><title>Tea</title><g:id>a</g:id></item></channel></rss>""")
                        .get(0);
        assertEquals("Tea", row.get("title"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://base.google.com/ns/1.0",
                "https://base.google.com/ns/1.0",
                "http://base.google.com/ns/1.0/",
                "https://base.google.com/ns/1.0/"
            })
    void googlesNamespaceIsGooglesHoweverItsAddressIsWritten(String namespace) {
        CsvRow row = rows("<rss xmlns:g=\"" + namespace + "\"><channel><item><g:id>a</g:id><title>Plain</title>"
                        + "<g:title>Tea</g:title><g:price>5 EUR</g:price></item></channel></rss>")
                .get(0);
        RowResult.Wanted tea = (RowResult.Wanted) xml.read(row, Map.of());
        assertEquals("a", tea.retailerId());
        assertEquals("Tea", tea.facts().title());
        assertEquals(500, tea.facts().price().amountMinor());
    }

    @Test
    void anElementWithoutTextSaysNothing() {
        CsvRow row =
                rows("""
                        <rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>a</g:id><title> </title>
                        <title>Tea</title><g:title/><g:description> </g:description><description>Mild</description>
                        </item></channel></rss>""")
                        .get(0);
        assertEquals("Tea", row.get("title"));
        assertEquals("Mild", row.get("description"));
    }

    @Test
    void anEntryOfAtomIsARecord() {
        CsvRow row =
                rows("""
                        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
                         <id>tag:example.org</id>
                         <entry><id>urn:1</id><g:id>a</g:id><title>Tea</title><summary>Mild</summary>
                          <g:price>5.00 EUR</g:price></entry>
                        </feed>""")
                        .get(0);
        RowResult.Wanted tea = (RowResult.Wanted) xml.read(row, Map.of());
        assertEquals("a", tea.retailerId());
        assertEquals("Mild", tea.facts().description());
    }

    @ParameterizedTest
    @CsvSource({
        "<html/>,not-a-feed",
        "id;title,not-xml",
        "'',not-xml",
        "<?xml version=\"1.0\" encoding=\"IBM00924\"?><rss/>,not-xml",
        "<?xml version=\"1.0\" encoding=\"no-such\"?><rss/>,not-xml",
        "<rss><channel><item><id>a</id>,not-xml",
        "<rss><channel><item><id>a</item></channel></rss>,not-xml"
    })
    void whatIsNoFeedCanNotBeRead(String file, String code) {
        assertEquals(code, assertThrows(UnreadableFile.class, () -> rows(file)).code());
    }

    @Test
    void theColumnsThatAreKeptOfXmlAreThoseThatAreRead() {
        Set<String> asked = new TreeSet<>();
        Map<String, Integer> columns = new HashMap<>(Map.of("id", 0, "title", 1, "price", 2, "sale_price", 3)) {
            @Override
            public Integer get(Object column) {
                asked.add((String) column);
                return super.get(column);
            }
        };
        xml.read(new CsvRow(1, columns, List.of("a", "Tea", "5", "4")), Map.of());
        assertEquals(new TreeSet<>(MetaFeedRows.COLUMNS), asked);
        assertEquals(
                Map.of("id", 0),
                rows("<rss><item><id>a</id><link>x</link><shade color=\"red\"/></item></rss>")
                        .get(0)
                        .columns());
    }

    @Test
    void nothingIsFetchedAndNoEntityGrows() {
        String file =
                """
                <?xml version="1.0"?>
                <!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "bbbbbbbbbb">]>
                <rss><channel><item><id>a</id><title>x&a;&b;</title><price>5</price></item></channel></rss>""";
        try {
            assertEquals("x", rows(file).get(0).get("title"));
        } catch (UnreadableFile refused) {
            assertEquals("not-xml", refused.code());
        }
    }

    @Test
    void aRecordThatNeverEndsIsTooLarge() {
        String open = "<rss><channel><item><title>";
        String unclosed = open + "x".repeat(5 * RecordFile.LARGEST_RECORD);
        assertEquals(
                "record-too-large",
                assertThrows(UnreadableFile.class, () -> rows(unclosed)).code());
        String closed = open + "x".repeat(RecordFile.LARGEST_RECORD + 1) + "</title></item></channel></rss>";
        assertEquals(
                "record-too-large",
                assertThrows(UnreadableFile.class, () -> rows(closed)).code());
    }

    private static List<CsvRow> rows(String text) {
        List<CsvRow> rows = new ArrayList<>();
        try (MetaFeedXml file = new MetaFeedXml(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            file.forEachRemaining(rows::add);
        }
        return rows;
    }
}
