package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file says of stock, beside what orders hold and people counted. */
@QuarkusTest
class ImportedStockIT extends ImportsUnderTest {

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
}
