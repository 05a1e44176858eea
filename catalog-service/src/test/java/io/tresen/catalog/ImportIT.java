package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Imports from the file to the topics. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportIT {

    private static final Logger LOG = Logger.getLogger(ImportIT.class);
    private static final String HEADER = "retailer_id,title,description,price,stock\n";

    @Inject
    Database database;

    @Inject
    Imports imports;

    @Inject
    ImportFiles files;

    private final Shop shop = new Shop();

    @Test
    void goodRowsAreImportedAndBadOnesReportedWithTheirLines() {
        ValidatableResponse done = imported(
                "tresen-csv",
                HEADER
                        + "a,Tea,\"two\nlines\",5.00,3\nb,Pot,,,1\n\nc,Cup,,7.5,\na,Again,,5,1\nd,Bad,,x,1\n..,Dots,,1,1\n");
        done.body("state", equalTo("done"))
                .body("rows", equalTo(6))
                .body("total_rows", equalTo(6))
                .body("created", equalTo(2))
                .body("rejected", equalTo(4))
                .body("problems.line", contains(4, 7, 8, 9))
                .body(
                        "problems.code",
                        contains("missing-price", "duplicate-retailer-id", "invalid-price", "invalid-retailer-id"))
                .body("problems.retailer_id", contains("b", "a", "d", ".."))
                .body("failure", nullValue());
        shop.get("a").then().statusCode(200).body("title", equalTo("Tea")).body("stock", equalTo(3));
        shop.get("c").then().body("price.amount_minor", equalTo(750)).body("stock", nullValue());
        shop.get("b").then().statusCode(404);
    }

    @Test
    void aSecondRunChangesNothingAndEmitsNothing() {
        String file = HEADER + "a,Tea,,5.00,3\nb,Pot,,6,\n";
        imported("tresen-csv", file).body("created", equalTo(2));
        imported("tresen-csv", file).body("unchanged", equalTo(2)).body("updated", equalTo(0));
        imported("tresen-csv", HEADER + "a,Tea,,5.01,3\nb,Pot,,6,\n")
                .body("updated", equalTo(1))
                .body("unchanged", equalTo(1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Records.of("catalog.product.v1", shop.product("a")).size() == 2);
        assertEquals(1, Records.of("catalog.product.v1", shop.product("b")).size());
        assertEquals(1, Records.of("catalog.availability.v1", shop.product("a")).size());
        shop.get("a").then().body("version", equalTo(2));
    }

    @Test
    void anOldExportDoesNotBringSoldStockBack() {
        imported("tresen-csv", HEADER + "a,Tea,,5,10\n").body("created", equalTo(1));
        AnOrder order = new AnOrder(shop.id).placed("a", 4).shipped("a", 4);
        await().atMost(Duration.ofSeconds(20)).until(() -> order.answers().size() == 2);
        imported("tresen-csv", HEADER + "a,Tea,,5,10\n").body("unchanged", equalTo(1));
        shop.stock("a").then().body("on_hand", equalTo(6));
        imported("tresen-csv", HEADER + "a,Tea,,5,12\n").body("updated", equalTo(1));
        shop.stock("a").then().body("on_hand", equalTo(12));
        AnOrder open = new AnOrder(shop.id).placed("a", 5);
        await().atMost(Duration.ofSeconds(20)).until(() -> open.answers().size() == 1);
        imported("tresen-csv", HEADER + "a,Better tea,,5,4\n")
                .body("rejected", equalTo(1))
                .body("problems.code", contains("stock-below-reserved"));
        shop.get("a").then().body("title", equalTo("Tea")).body("stock", equalTo(12));
        assertEquals(java.util.List.of(), StockSums.differing(database, shop.id));
    }

    @Test
    void aRealWooCommerceExportIsImportedTwiceAndChangesNothingTheSecondTime() throws IOException {
        Path sample = Path.of("../../shared/data/woocommerce/sample_products.csv");
        if (!Files.exists(sample)) {
            LOG.warn("SKIPPED: the sample export is not beside this checkout");
        }
        assumeTrue(Files.exists(sample), "the sample export is not beside this checkout");
        String file = Files.readString(sample);
        imported("woocommerce-csv", file)
                .body("state", equalTo("done"))
                .body("rows", equalTo(24))
                .body("created", equalTo(20))
                .body("skipped", equalTo(4))
                .body("rejected", equalTo(0))
                .body("problems.code", hasItems("skipped-variable", "skipped-grouped", "skipped-external"));
        shop.get("cc-hoodie-red")
                .then()
                .body("price.amount_minor", equalTo(4500))
                .body("sale_price.amount_minor", equalTo(4200))
                .body("item_group_id", equalTo("cc-hoodie"))
                .body("category", equalTo("Clothing > Hoodies"))
                .body("description", containsString("Lorem ipsum"))
                .body("attributes.Color", equalTo("Red"))
                .body("kind", equalTo("goods"))
                .body("stock", nullValue());
        shop.get("cc-hoodie-with-pocket").then().body("visibility", equalTo("hidden"));
        shop.get("cc-album").then().body("kind", equalTo("service"));
        imported("woocommerce-csv", file).body("unchanged", equalTo(20)).body("skipped", equalTo(4));
        shop.get("cc-cap").then().body("version", equalTo(1));
    }

    @Test
    void aShopifyExportIsImportedVariantByVariant() {
        String header = "Handle,Title,Body (HTML),Vendor,Published,Option1 Name,Option1 Value,Variant SKU,"
                + "Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src\n";
        String file = header
                + "tee,Tee,<p>Soft</p>,Loom,true,Color,Red,'1,shopify,5,19.90,https://example.org/1.png\n"
                + "tee,,,,,,Blue,,,,19.90,\n"
                + "tee,,,,,,,,,,,https://example.org/2.png\n"
                + "tee,,,,,,Green,1,shopify,3,19.90,\n";
        imported("shopify-csv", file)
                .body("state", equalTo("done"))
                .body("rows", equalTo(4))
                .body("created", equalTo(2))
                .body("skipped", equalTo(1))
                .body("rejected", equalTo(1))
                .body("problems.code", contains("duplicate-retailer-id"))
                .body("problems.line", contains(5));
        shop.get("1").then().body("title", equalTo("Tee")).body("stock", equalTo(5));
        shop.get("tee-Blue")
                .then()
                .body("title", equalTo("Tee"))
                .body("description", equalTo("Soft"))
                .body("brand", equalTo("Loom"))
                .body("item_group_id", equalTo("tee"))
                .body("attributes.Color", equalTo("Blue"))
                .body("image_url", equalTo("https://example.org/1.png"))
                .body("stock", nullValue());
        imported("shopify-csv", file).body("unchanged", equalTo(2));
    }

    /** Shopify's handles have up to 255 characters; ours have the same room, and variations find what stands at the first record. */
    @Test
    void aLongShopifyHandleIsAGroupAsAnyOther() {
        String handle = "t".repeat(255);
        imported(
                        "shopify-csv",
                        "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
                                + handle + ",Tee,Loom,Color,Red,red,5\n"
                                + handle + ",,,,Blue,blue,5\n"
                                + handle + "t,Tee,Loom,Color,Red,longer,5\n")
                .body("created", equalTo(2))
                .body("rejected", equalTo(1))
                .body("problems.line", contains(4));
        shop.get("blue")
                .then()
                .body("title", equalTo("Tee"))
                .body("brand", equalTo("Loom"))
                .body("attributes.Color", equalTo("Blue"))
                .body("item_group_id", equalTo(handle));
    }

    @Test
    void ofAShopifyStoreWithSeveralLocationsNewVariantsHaveNoneAndTheStockOfOthersStays() {
        shop.has("counted", 5);
        shop.has("uncounted", null);
        String file = "Handle,Title,Variant SKU,Variant Inventory Tracker,Variant Inventory Policy,Variant Price\n"
                + "new,New,new,shopify,deny,5\n"
                + "counted,Counted,counted,shopify,deny,5\n"
                + "uncounted,Uncounted,uncounted,shopify,deny,5\n"
                + "any,Any,any,shopify,continue,5\n";
        imported("shopify-csv", file)
                .body("created", equalTo(2))
                .body("updated", equalTo(2))
                .body("rejected", equalTo(0))
                .body("problems.code", contains("stock-not-in-file", "stock-not-in-file"))
                .body("problems.line", contains(2, 4))
                .body("problems.retailer_id", contains("new", "uncounted"));
        shop.get("new").then().body("stock", equalTo(0));
        shop.get("counted").then().body("stock", equalTo(5));
        shop.get("uncounted").then().body("stock", nullValue());
        shop.get("any").then().body("stock", nullValue());
        shop.has("new", 3);
        imported("shopify-csv", file).body("problems.retailer_id", contains("uncounted"));
        shop.get("new").then().body("stock", equalTo(3));
    }

    @Test
    void whatIsOutOfStockCanNotBeHadThoughOrdersHoldSome() {
        imported("tresen-csv", HEADER + "a,Tea,,5,5\nb,Bun,,5,5\n").body("created", equalTo(2));
        AnOrder open = new AnOrder(shop.id).placed("a", 1);
        AnOrder other = new AnOrder(shop.id).placed("b", 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> open.answers().size() == 1 && other.answers().size() == 1);
        imported("meta-feed-csv", "id,title,price,availability\na,Better tea,5 EUR,out of stock\n")
                .body("updated", equalTo(1))
                .body("rejected", equalTo(0));
        shop.get("a").then().body("title", equalTo("Better tea"));
        shop.stock("a").then().body("on_hand", equalTo(1)).body("available", equalTo(0));
        imported("woocommerce-csv", "ID,Type,SKU,Name,Regular price,In stock?,Stock\n1,simple,b,Better bun,5,0,\n")
                .body("updated", equalTo(1))
                .body("rejected", equalTo(0));
        shop.get("b").then().body("title", equalTo("Better bun"));
        shop.stock("b").then().body("on_hand", equalTo(2)).body("available", equalTo(0));
        assertEquals(List.of(), StockSums.differing(database, shop.id));
    }

    @Test
    void inStockWithoutANumberLeavesWhatTheShopCounts() {
        shop.has("a", 5);
        String feed = "id,title,price,availability\na,Tea,19.90 EUR,";
        imported("meta-feed-csv", feed + "in stock\n").body("rejected", equalTo(0));
        shop.stock("a").then().body("available", equalTo(5));
        imported("meta-feed-csv", feed + "out of stock\n").body("updated", equalTo(1));
        shop.stock("a").then().body("available", equalTo(0));
        imported("meta-feed-csv", feed + "in stock\n").body("updated", equalTo(1));
        shop.get("a").then().body("stock", nullValue());
    }

    @Test
    void inStockEndsTheCountingOnlyWhereNobodyCountedByHandSinceTheFileThatSaidNone() {
        for (String product : List.of("counted", "adjusted", "released")) {
            shop.has(product, 5);
        }
        AnOrder open = new AnOrder(shop.id).placed("released", 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> open.answers().size() == 1);
        imported("meta-feed-csv", feed("out of stock", "counted", "adjusted", "released"))
                .body("updated", equalTo(3));
        count("counted", 5);
        shop.asBusiness()
                .body(Map.of("delta", 5, "reason", "delivery"))
                .post(Shop.path("adjusted") + "/stock-adjustments")
                .then()
                .statusCode(200);
        AnOrder all = new AnOrder(shop.id).placed(Map.of("counted", 5, "adjusted", 5));
        open.cancelled();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> all.answers().size() == 1 && open.answers().size() == 2);
        shop.stock("released").then().body("available", equalTo(2));
        imported("meta-feed-csv", feed("in stock", "counted", "adjusted", "released"))
                .body("rejected", equalTo(0));
        shop.stock("counted").then().body("on_hand", equalTo(5)).body("available", equalTo(0));
        shop.stock("adjusted").then().body("on_hand", equalTo(5)).body("available", equalTo(0));
        shop.get("released").then().body("stock", nullValue());
        assertEquals(List.of(), StockSums.differing(database, shop.id));
    }

    /** What can be had is the one sign that a row of the version before gives; it holds on when that is sold. */
    @Test
    void ofARowOfTheVersionBeforeWhatCanBeHadWasCountedByHand() {
        for (String product : List.of("sold", "none", "resting")) {
            shop.has(product, 5);
        }
        imported("meta-feed-csv", feed("out of stock", "sold", "none", "resting"))
                .body("updated", equalTo(3));
        count("sold", 5);
        count("resting", 5);
        database.run(
                tx -> tx.update("update stock set counted_since = null where business_id = $1 and imported", shop.id));
        AnOrder order = new AnOrder(shop.id).placed("sold", 5);
        await().atMost(Duration.ofSeconds(20)).until(() -> order.answers().size() == 1);
        imported("meta-feed-csv", feed("in stock", "sold", "none", "resting")).body("rejected", equalTo(0));
        shop.stock("sold").then().body("available", equalTo(0));
        shop.get("none").then().body("stock", nullValue());
        shop.stock("resting").then().body("available", equalTo(5));
    }

    private void count(String product, int onHand) {
        shop.asBusiness()
                .body(Map.of("on_hand", onHand))
                .put(Shop.path(product) + "/stock")
                .then()
                .statusCode(200);
    }

    private static String feed(String availability, String... products) {
        StringBuilder feed = new StringBuilder("id,title,price,availability\n");
        for (String product : products) {
            feed.append(product).append(",Tea,19.90 EUR,").append(availability).append('\n');
        }
        return feed.toString();
    }

    @Test
    void aDescriptionOfNothingButTagsIsRefusedAndHoldsUpNobody() {
        String deep = "<div>".repeat(80_000);
        imported(
                        "woocommerce-csv",
                        "ID,Type,SKU,Name,Regular price,Description,Parent\n1,variable,v,Vase,," + deep
                                + ",\n2,variation,v-1,Vase,5,,v\n3,simple,a,Tea,5," + deep + ",\n4,simple,b,Bun,5,,\n")
                .body("state", equalTo("done"))
                .body("created", equalTo(1))
                .body("problems.code", contains("skipped-variable", "invalid-description", "invalid-description"));
    }

    @Test
    void aMetaFeedIsImportedAsCsvAndAsXml() {
        imported("meta-feed-csv", "id,title,price,availability\na,Tea,19.90 EUR,out of stock\nb,Bun,1 USD,in stock\n")
                .body("created", equalTo(1))
                .body("problems.code", contains("wrong-currency"));
        shop.get("a").then().body("price.amount_minor", equalTo(1990)).body("stock", equalTo(0));
        imported(
                        "meta-feed-xml",
                        """
                        <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
                        <item><g:id>a</g:id><title>Better tea</title><g:price>19.90 EUR</g:price></item>
                        <item><g:id>c</g:id><title>Cake</title></item>
                        </channel></rss>""")
                .body("updated", equalTo(1))
                .body("rows", equalTo(2))
                .body("problems.code", contains("missing-price"))
                .body("problems.line", contains(3));
        shop.get("a").then().body("title", equalTo("Better tea")).body("stock", equalTo(0));
        imported("meta-feed-xml", "<html/>")
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("not-a-feed"));
    }

    @Test
    void aFeedInAnEncodingThatJavaDoesNotHaveFailsAndHoldsUpNobody() {
        imported("meta-feed-xml", "<?xml version=\"1.0\" encoding=\"IBM00924\"?><rss/>")
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("not-xml"));
        imported("tresen-csv", HEADER + "a,Tea,,5,1\n").body("state", equalTo("done"));
    }

    @Test
    void anIdIsADuplicateInAFeedOfOneLineToo() {
        StringBuilder file = new StringBuilder("<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>");
        for (int i = 0; i < 249; i++) {
            file.append(item("p-" + i, "Tea"));
        }
        file.append(item("p-0", "In the first batch"))
                .append(item("p-249", "Tea"))
                .append(item("p-0", "In the second batch"))
                .append("</channel></rss>");
        imported("meta-feed-xml", file.toString())
                .body("created", equalTo(250))
                .body("rejected", equalTo(2))
                .body("problems.code", contains("duplicate-retailer-id", "duplicate-retailer-id"));
        shop.get("p-0").then().body("title", equalTo("Tea"));
        imported("meta-feed-xml", file.toString())
                .body("unchanged", equalTo(250))
                .body("rejected", equalTo(2));
        shop.get("p-0").then().body("version", equalTo(1));
    }

    private static String item(String id, String title) {
        return "<item><g:id>" + id + "</g:id><title>" + title + "</title><g:price>5 EUR</g:price></item>";
    }

    @Test
    void anImportThatCanNotGoOnLetsThoseOfOthersPass() {
        // the database is away for this business alone
        database.run(tx -> {
            tx.update(
                    """
                    create function away() returns trigger language plpgsql as
                    $$ begin raise exception 'away' using errcode = '57P03'; end $$""");
            tx.update("create trigger away before update of total on import_job for each row when (new.business_id = '"
                    + shop.id + "') execute function away()");
        });
        String stuck;
        try {
            stuck = start("tresen-csv", (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
            Shop other = new Shop();
            String behind = other.asBusiness()
                    .contentType("text/csv")
                    .body(HEADER + "a,Tea,,5,1\n")
                    .post("/catalog/v1/imports?format=tresen-csv")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            await().atMost(Duration.ofSeconds(30)).until(() -> "done"
                    .equals(other.asBusiness().get(behind).then().extract().path("state")));
            shop.asBusiness().get(stuck).then().body("state", equalTo("running"));
        } finally {
            database.run(tx -> tx.update("drop function away() cascade"));
        }
        awaitEnd(stuck).body("created", equalTo(1));
    }

    @Test
    void aFileThatCanNotBeReadFailsAndImportsNothing() {
        imported("tresen-csv", "id;name\n1;Tea\n")
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("missing-column"));
        imported("tresen-csv", "").body("failure.code", equalTo("empty-file"));
        byte[] latin = (HEADER + "a,Tea,,5,1\nb,Gr\u00fcn,,5,1\n").getBytes(StandardCharsets.ISO_8859_1);
        awaitEnd(start("tresen-csv", latin))
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("not-utf-8"))
                .body("rows", equalTo(0));
        shop.get("a").then().statusCode(404);
    }

    @Test
    void requestsThatCanNotBeTakenAreRefused() {
        post("excel", new byte[0]).statusCode(400);
        shop.asBusiness().body("{}").post("/catalog/v1/imports").then().statusCode(400);
        shop.asShopper()
                .body("x")
                .post("/catalog/v1/imports?format=tresen-csv")
                .then()
                .statusCode(403);
        shop.asBusiness().get("/catalog/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
        shop.asBusiness().get("/catalog/v1/imports/x").then().statusCode(404);
        String location = start("tresen-csv", (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
        new Shop().asBusiness().get(location).then().statusCode(404);
        awaitEnd(location);
    }

    @Test
    void theSameUploadUnderOneKeyIsOneImport() {
        byte[] file = (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8);
        String first = keyed(file)
                .statusCode(202)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .header("Location");
        keyed(file)
                .statusCode(202)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first));
        keyed(new byte[] {1}).statusCode(422).body("type", containsString("idempotency-key-reused"));
        awaitEnd(first).body("created", equalTo(1));
        assertEquals(
                1,
                database.read(tx -> tx.one("select count(*) as n from import_job where business_id = $1", shop.id))
                        .orElseThrow()
                        .getLong("n"));
    }

    @Test
    void aLargeFileIsImportedInBoundedBatchesWithProgressAndProblems() {
        int rows = Integer.getInteger("tresen.import.rows", 10_000); // 100000 by hand: the file alone needs the memory
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            boolean bad = i % 10 == 9;
            file.append("p-")
                    .append(i)
                    .append(",Product ")
                    .append(i)
                    .append(",\"A text,\nwith lines\",")
                    .append(bad ? "" : "5.00")
                    .append(',')
                    .append(i % 3 == 0 ? "" : "7")
                    .append('\n');
        }
        String location = start("tresen-csv", file.toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            int done = shop.asBusiness().get(location).then().extract().path("rows");
            return done > 0;
        });
        awaitEnd(location)
                .body("rows", equalTo(rows))
                .body("created", equalTo(rows * 9 / 10))
                .body("rejected", equalTo(rows / 10))
                .body("problems.size()", equalTo(rows / 10))
                .body("problems[0].line", equalTo(20))
                .body("problems[1].line", equalTo(40));
        shop.asBusiness()
                .get(location + "/problems?limit=100")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(100))
                .body("paging.next", not(nullValue()));
        assertEquals(
                0,
                database.read(tx -> tx.one(
                                "select count(*) as n from import_chunk c join import_job j using (import_id) where j.business_id = $1",
                                shop.id))
                        .orElseThrow()
                        .getLong("n"));
    }

    @Test
    void aReportListsItsProblemsUpToTenThousandAndSaysWhereTheOthersAre() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 10_002; i++) {
            file.append("p-").append(i).append(",No price,,,1\n");
        }
        ValidatableResponse report = imported("tresen-csv", file.toString());
        report.body("rejected", equalTo(10_002))
                .body("problems.size()", equalTo(10_000))
                .body("problems[9999].line", equalTo(10_001))
                .body("problems_next", containsString("/problems?cursor="));
        shop.asBusiness()
                .get((String) report.extract().path("problems_next"))
                .then()
                .statusCode(200)
                .body("data.line", contains(10_002, 10_003))
                .body("paging.next", nullValue());
        imported("tresen-csv", HEADER + "a,No price,,,1\n")
                .body("problems.size()", equalTo(1))
                .body("problems_next", nullValue());
    }

    @Test
    void anImportWhoseWorkerDiedGoesOnBehindItsLastBatch() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 600; i++) {
            file.append("p-").append(i).append(",Product,,5.00,1\n");
        }
        UUID id = uploading();
        files.add(id, 0, file.toString().getBytes(StandardCharsets.UTF_8));
        // as a worker leaves it that died after two batches: counted, its lease not yet over for a moment
        database.run(tx -> {
            tx.update(
                    """
                    update import_job set state = 'running', worker = $2, leased_until = now() + interval '1 second',
                      done_rows = 500, created = 500 where import_id = $1""",
                    id,
                    UUID.randomUUID());
        });
        awaitEnd("/catalog/v1/imports/" + id).body("rows", equalTo(600)).body("created", equalTo(600));
        shop.get("p-499").then().statusCode(404);
        shop.get("p-500").then().statusCode(200);
        shop.get("p-599").then().statusCode(200);
    }

    @Test
    void aBusinesssImportsRunOneAfterAnother() {
        String first = start("tresen-csv", (HEADER + "a,First,,5,1\n").getBytes(StandardCharsets.UTF_8));
        String second = start("tresen-csv", (HEADER + "a,Second,,5,1\n").getBytes(StandardCharsets.UTF_8));
        awaitEnd(first).body("created", equalTo(1));
        awaitEnd(second).body("updated", equalTo(1));
        shop.get("a").then().body("title", equalTo("Second"));
    }

    @Test
    void theFileThatWasWholeLastIsImportedLast() {
        UUID slow = uploading();
        UUID fast = uploading();
        files.add(slow, 0, (HEADER + "a,Slow,,5,1\n").getBytes(StandardCharsets.UTF_8));
        files.add(fast, 0, (HEADER + "a,Fast,,5,1\n").getBytes(StandardCharsets.UTF_8));
        database.run(tx -> imports.ready(tx, fast));
        database.run(tx -> imports.ready(tx, slow));
        awaitEnd("/catalog/v1/imports/" + fast);
        awaitEnd("/catalog/v1/imports/" + slow);
        shop.get("a").then().body("title", equalTo("Slow"));
    }

    @Test
    void anImportWaitsWhileAnotherOfTheBusinessIsWorkedOn() {
        UUID first = uploading();
        UUID second = uploading();
        for (UUID id : List.of(first, second)) {
            files.add(id, 0, (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
        }
        // as two replicas may have left it: the later one is in the hands of a worker that does not answer any more
        Instant leased = database.inTransaction(tx -> {
            tx.update(
                    """
                    update import_job set state = 'running', worker = case when import_id = $2 then $3::uuid end,
                      leased_until = case when import_id = $2 then now() + interval '3 seconds' end
                    where import_id in ($1, $2)""",
                    first,
                    second,
                    UUID.randomUUID());
            return tx.one("select leased_until from import_job where import_id = $1", second)
                    .orElseThrow()
                    .getOffsetDateTime("leased_until")
                    .toInstant();
        });
        awaitEnd("/catalog/v1/imports/" + first).body("created", equalTo(1));
        Instant ended = database.read(tx -> tx.one("select ended_at from import_job where import_id = $1", first))
                .orElseThrow()
                .getOffsetDateTime("ended_at")
                .toInstant();
        assertTrue(ended.isAfter(leased), "ended at " + ended + " beside the one that is leased until " + leased);
        awaitEnd("/catalog/v1/imports/" + second).body("unchanged", equalTo(1));
    }

    @Test
    void aSlowUploadIsAliveAsLongAsSomethingOfItComes() {
        UUID id = uploading();
        makeOld(id);
        assertTrue(files.add(id, 0, HEADER.getBytes(StandardCharsets.UTF_8)));
        database.run(imports::discardBroken);
        assertTrue(files.add(id, 1, "a,Tea,,5,1\n".getBytes(StandardCharsets.UTF_8)));
        makeOld(id);
        database.run(imports::discardBroken);
        assertFalse(files.add(id, 2, "b,Pot,,5,1\n".getBytes(StandardCharsets.UTF_8)), "given up, and said so");
        boolean ready = database.inTransaction(tx -> imports.ready(tx, id));
        assertFalse(ready, "no 202 for a file that is gone");
    }

    private UUID uploading() {
        UUID id = UUID.randomUUID();
        database.run(tx ->
                imports.begin(tx, shop.id, id, ImportFormat.TRESEN_CSV, "EUR", Instant.parse("2026-01-01T00:00:00Z")));
        return id;
    }

    private void makeOld(UUID id) {
        database.run(tx ->
                tx.update("update import_job set uploaded_at = now() - interval '2 hours' where import_id = $1", id));
    }

    private ValidatableResponse imported(String format, String file) {
        return awaitEnd(start(format, file.getBytes(StandardCharsets.UTF_8)));
    }

    private String start(String format, byte[] file) {
        return post(format, file).statusCode(202).extract().header("Location");
    }

    private ValidatableResponse post(String format, byte[] file) {
        return shop.asBusiness()
                .contentType("text/csv")
                .body(file)
                .post("/catalog/v1/imports?format=" + format)
                .then();
    }

    private ValidatableResponse keyed(byte[] file) {
        return shop.asBusiness()
                .header("Idempotency-Key", "import-" + shop.id)
                .contentType("text/csv")
                .body(file)
                .post("/catalog/v1/imports?format=tresen-csv")
                .then();
    }

    private ValidatableResponse awaitEnd(String location) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !"running"
                        .equals(shop.asBusiness()
                                .get(location)
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("state")));
        return shop.asBusiness().get(location).then().statusCode(200);
    }
}
