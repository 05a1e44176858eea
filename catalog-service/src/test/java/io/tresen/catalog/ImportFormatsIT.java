package io.tresen.catalog;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Files as other shops write them: WooCommerce, Shopify and Meta. */
@QuarkusTest
class ImportFormatsIT extends ImportsUnderTest {

    private static final Logger LOG = Logger.getLogger(ImportFormatsIT.class);

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
}
