package io.tresen.proof.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** INTERFACE.md sections 6 and 9: products, stock, collections, imports; who waits for a product. */
class InterfaceCatalogIT extends OnThePlatform {

    private static final String PRODUCTS = "/catalog/v1/products";
    private static final String WISHES = "/notifications/v1/subscriptions";

    private final InterfaceTable table = new InterfaceTable();
    private final Shop shop = newShop();
    private final Http app = shop.http();

    @AfterEach
    void theDocumentHolds() {
        table.holds();
    }

    @Test
    void aProductIsPutReadAndTakenAway() {
        String odd = PRODUCTS + "/a%2Fb%20%26c%3F%25";
        Http.Answer put = table.when(app, "PUT " + odd)
                .with(product("Tea", 1_990, ", \"stock\": 5, \"brand\": \"Leaf\", \"category\": \"Drinks\""))
                .answers(
                        201,
                        "/retailer_id=a/b &c?%",
                        "/title=Tea",
                        "/description",
                        "/price/amount_minor=1990",
                        "/price/currency=EUR",
                        "/sale_price",
                        "/sale_price_from",
                        "/sale_price_to",
                        "/brand=Leaf",
                        "/category=Drinks",
                        "/item_group_id",
                        "/attributes",
                        "/kind=goods",
                        "/visibility=visible",
                        "/image_url",
                        "/tax_class",
                        "/stock=5");
        table.when(app, "PUT " + odd)
                .header("If-Match", put.header("ETag"))
                .with(product("Green tea", 1_990, ""))
                .answers(200, "/title=Green tea", "/stock=5");
        table.when(app, "PUT " + odd)
                .header("If-Match", "\"99\"")
                .with(product("Tea", 1, ""))
                .refuses(412, "precondition-failed");
        table.when(app, "GET " + odd).answers(200, "/retailer_id=a/b &c?%");
        sale(odd, 1_990, "EUR").refuses(422, "invalid-fields", "/errors/0/pointer=/sale_price");
        sale(odd, 1_000, "USD").refuses(422, "invalid-fields");
        table.when(app, "PUT " + odd).with(product("x".repeat(201), 1, "")).refuses(422, "invalid-fields");
        table.when(app, "PUT " + odd)
                .with(product("Tea", 1, ", \"kind\": \"gas\""))
                .refuses(422, "invalid-fields");
        table.when(app, "PUT " + odd).with("{\"title\": \"Tea\", \"price\": 5}").refuses(400, "wrong-type");
        table.when(app, "PUT " + PRODUCTS + "/a%01").with(product("Tea", 1, "")).refuses(422, "invalid-retailer-id");
        Shopper ada = shop.shopper();
        table.when(ada.http(), "PUT " + odd).with(product("Tea", 1, "")).refuses(403, "forbidden");
        table.when(app, "PUT " + PRODUCTS + "/secret")
                .with(product("Secret", 300, ", \"visibility\": \"hidden\", \"stock\": null"))
                .answers(201, "/visibility=hidden", "/stock=null");
        table.when(ada.http(), "GET " + PRODUCTS + "/secret").refuses(404, "not-found");
        table.when(app, "GET " + PRODUCTS + "?limit=1").answers(200, "/data/0/retailer_id=a/b &c?%", "/paging/next");
        JsonNode seen = table.when(
                        ada.http(), "GET " + PRODUCTS + "?q=tea&category=Drinks&min_price=1990&max_price=1990")
                .answers(200, "/data")
                .body();
        table.says(
                "what a shopper sees without a category any more",
                0,
                seen.path("data").size());
        table.when(ada.http(), "GET " + PRODUCTS + "?q=gren%20tee").answers(200, "/data/0/title=Green tea");
        for (String wrong : List.of("min_price=-1", "max_price=a", "limit=101", "cursor=x")) {
            table.when(app, "GET " + PRODUCTS + "?" + wrong).refuses(400, "invalid-parameter");
        }
        table.when(app, "PUT /catalog/v1/collections/new")
                .with("{\"title\": \"New\", \"retailer_ids\": [\"secret\"]}")
                .answers(201, "/slug=new", "/title=New", "/retailer_ids/0=secret");
        table.when(app, "GET /catalog/v1/collections/new").answers(200, "/title=New");
        table.when(app, "GET " + PRODUCTS + "?collection=new").answers(200, "/data/0/retailer_id=secret");
        table.when(app, "DELETE /catalog/v1/collections/new").answers(204);
        table.when(app, "GET /catalog/v1/collections/new").refuses(404, "not-found");
        table.when(app, "DELETE " + odd).answers(204);
        table.when(app, "GET " + odd).refuses(404, "not-found");
        table.when(app, "DELETE " + odd).refuses(404, "not-found");
    }

    @Test
    void stockIsCountedAndNeverBelowWhatIsPromised() {
        shop.product("mug", "Mug", 1_990, 5, "goods");
        String mug = PRODUCTS + "/mug";
        table.when(app, "GET " + mug + "/stock").answers(200, "/on_hand=5", "/reserved=0", "/available=5");
        table.when(app, "POST " + mug + "/stock-adjustments")
                .with("{\"delta\": -2, \"reason\": \"broken\"}")
                .answers(200, "/on_hand=3", "/available=3");
        table.when(app, "POST " + mug + "/stock-adjustments")
                .with("{\"delta\": -4, \"reason\": \"broken\"}")
                .refuses(409, "stock-below-zero");
        table.when(app, "POST " + mug + "/stock-adjustments")
                .with("{\"delta\": 1}")
                .refuses(422, "invalid-fields", "/errors/0/pointer=/reason");
        String order = app.post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "mug", "quantity": 2}], "payment_method": "cod", "delivery_address":
                         {"name": "Ada", "street": "Weg 1", "postcode": "50667", "city": "Köln", "country": "DE"}}""")
                .expect(202)
                .path("order_id")
                .asText();
        shop.awaitStatus(order, "confirmed");
        table.when(app, "GET " + mug + "/stock").answers(200, "/on_hand=3", "/reserved=2", "/available=1");
        table.when(app, "PUT " + mug + "/stock").with("{\"on_hand\": 1}").refuses(409, "stock-below-reserved");
        table.when(app, "PUT " + mug + "/stock").with("{\"on_hand\": 7}").answers(200, "/on_hand=7", "/available=5");
        table.when(app, "PUT " + mug + "/stock").with("{\"on_hand\": -1}").refuses(422, "invalid-fields");
        table.when(app, "GET " + PRODUCTS + "/none/stock").refuses(404, "not-found");
    }

    @Test
    void everyFormatIsImported() {
        imported("tresen-csv", "retailer_id,title,description,price,stock\nt-1,Tea,,5.00,3\nt-2,,,5.00,3\n")
                .answers(200, counts(2, 1, 0, 1, "/problems/0/line=3", "/problems/0/code=missing-title"));
        imported(
                        "woocommerce-csv",
                        "ID,Type,SKU,Name,Published,Regular price\n7,variable,w,Shirt,1,\n8,simple,w-1,Tee,1,19.90\n")
                .answers(200, counts(2, 1, 1, 0, "/problems/0/line=2"));
        imported(
                        "shopify-csv",
                        "Handle,Title,Published,Variant SKU,Variant Price,Image Src\ntee,Tee,true,'s-1,19.90,\n"
                                + "tee,,,,,https://example.org/2.png\n")
                .answers(200, counts(2, 1, 1, 0));
        imported("meta-feed-csv", "id,title,price,availability\nm-1,Tea,5.00 EUR,in stock\nm-2,Tea,5 USD,in stock\n")
                .answers(200, counts(2, 1, 0, 1, "/problems/0/code=wrong-currency"));
        imported(
                        "meta-feed-xml",
                        "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>x-1</g:id>"
                                + "<title>Tea</title><g:price>5.00 EUR</g:price></item></channel></rss>")
                .answers(200, counts(1, 1, 0, 0));
        imported("tresen-csv", "a,b\n1,2\n").answers(200, "/state=failed");
        table.when(app, "POST /catalog/v1/imports?format=excel").with("x").refuses(400, "invalid-parameter");
        table.when(app, "GET /catalog/v1/imports/" + UUID.randomUUID()).refuses(404, "not-found");
    }

    @Test
    void whoWaitsForAProductIsInLineOnce() {
        shop.product("rare", "Rare", 500, 0, "goods");
        shop.product("there", "There", 500, 5, "goods");
        Shopper ada = shop.shopper().consenting();
        String wish = "{\"conversation_id\": \"%s\", \"retailer_id\": \"%s\"}";
        String id = table.when(app, "POST " + WISHES)
                .with(wish.formatted(ada.conversationId(), "rare"))
                .answers(
                        201,
                        "/subscription_id",
                        "/conversation_id=" + ada.conversationId(),
                        "/retailer_id=rare",
                        "/since")
                .body()
                .path("subscription_id")
                .asText();
        table.when(app, "POST " + WISHES)
                .with(wish.formatted(ada.conversationId(), "rare"))
                .answers(200, "/subscription_id=" + id);
        table.when(app, "GET " + WISHES + "?retailer_id=rare").answers(200, "/data/0/subscription_id=" + id, "/paging");
        table.atOnce(List.of(
                () -> table.when(app, "POST " + WISHES)
                        .with(wish.formatted(ada.conversationId(), "there"))
                        .refuses(409, "available-now"),
                () -> table.when(app, "POST " + WISHES)
                        .with(wish.formatted(ada.conversationId(), "nothing"))
                        .refuses(422, "unknown-product")));
        table.when(app, "POST " + WISHES).with("{}").refuses(422, "invalid-fields");
        table.when(app, "GET " + WISHES + "?limit=101").refuses(400, "invalid-parameter");
        table.when(ada.http(), "GET " + WISHES).refuses(403, "forbidden");
        table.when(app, "DELETE " + WISHES + "/" + id).answers(204);
        table.when(app, "DELETE " + WISHES + "/" + id).refuses(404, "not-found");
        table.when(app, "GET /notifications/v1/notices?retailer_id=rare").answers(200, "/data", "/paging");
        table.when(app, "PUT /notifications/v1/webhook")
                .with("{\"url\": \"http://localhost:9/\", \"secret\": \"s\", \"events\": [\"OrderLost\"]}")
                .refuses(422, "invalid-fields", "/errors/0/pointer=/events/0");
    }

    private static String product(String title, long priceMinor, String more) {
        return "{\"title\": \"%s\", \"description\": \"\", \"price\": {\"amount_minor\": %d, \"currency\": \"EUR\"}%s}"
                .formatted(title, priceMinor, more);
    }

    private InterfaceTable.Row sale(String path, long minor, String currency) {
        return table.when(app, "PUT " + path)
                .with(product(
                        "Tea",
                        1_990,
                        ", \"sale_price\": {\"amount_minor\": " + minor + ", \"currency\": \"" + currency + "\"}"));
    }

    /** The report of an import, once it has ended. */
    private InterfaceTable.Row imported(String format, String file) {
        String location = table.when(app, "POST /catalog/v1/imports?format=" + format)
                .with(file)
                .answers(202)
                .header("Location");
        Pause pause = new Pause(Duration.ofSeconds(30));
        while (app.get(location).body().path("state").asText().equals("running") && pause.again()) {
            // a moment
        }
        return table.when(app, "GET " + location);
    }

    private static String[] counts(int rows, int created, int skipped, int rejected, String... more) {
        List<String> fields = new java.util.ArrayList<>(List.of(
                "/state=done",
                "/rows=" + rows,
                "/created=" + created,
                "/updated=0",
                "/unchanged=0",
                "/skipped=" + skipped,
                "/rejected=" + rejected,
                "/problems"));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }
}
