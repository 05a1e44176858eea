package io.tresen.catalog;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.EnginesResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, search and collections on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ProductListIT {

    private final Shop shop = new Shop();

    @ParameterizedTest
    @CsvSource({
        "hoodie, hoodie",
        "HOODIES, hoodie",
        "hodie, hoodie",
        "hoddie, hoodie",
        "hood, hoodie",
        "Bücher, buch",
        "bucher, buch",
        "Bücherr, buch",
        "mug ceramic, mug",
        "keramik, mug",
        "acme, mug",
        "sku-9, mug",
        "Tassen, mug",
        "violet, hoodie"
    })
    void wordsFindProductsThoughTheyAreInflectedOrMisspelt(String words, String found) {
        fill();
        list("q=" + encoded(words)).body("data.retailer_id", contains(retailerId(found)));
    }

    @Test
    void filtersNarrowAndCombine() {
        fill();
        list("category=Clothing").body("data.retailer_id", containsInAnyOrder("hoodie", "secret"));
        list("category=" + encoded("Clothing > Hoodies")).body("data.retailer_id", contains("hoodie"));
        list("category=Cloth").body("data", empty());
        list("min_price=1500&max_price=2000").body("data.retailer_id", contains("sku-9/ä"));
        list("q=mug&max_price=1").body("data", empty());
        list("q=zzzzzz").body("data", empty());
        list("q=%27%22%26%7C%21%28").statusCode(200);
        list("q=%00").statusCode(400);
        list("min_price=cheap").statusCode(400);
        list("limit=101").statusCode(400);
        list("cursor=nonsense").statusCode(400);
    }

    @Test
    void aSaleCountsAsThePriceWhileItHolds() {
        Map<String, Object> past = Shop.tea("sale_price", Shop.eur(100));
        past.put("sale_price_to", "2020-01-01T00:00:00Z");
        shop.put("past", past).statusCode(201).body("current_price.amount_minor", equalTo(1990));
        shop.put("now", Shop.tea("sale_price", Shop.eur(100))).statusCode(201);
        list("max_price=100").body("data.retailer_id", contains("now"));
    }

    @Test
    void aShopperFindsOnlyWhatIsVisible() {
        fill();
        shop.asShopper()
                .get("/catalog/v1/products?category=Clothing")
                .then()
                .statusCode(200)
                .body("data.retailer_id", contains("hoodie"));
        shop.asShopper().get("/catalog/v1/products?q=secret").then().body("data", empty());
    }

    @Test
    void aCollectionKeepsTheShopsChoiceAndNarrowsTheList() {
        fill();
        Map<String, Object> body = Map.of("title", "Gifts", "retailer_ids", List.of("sku-9/ä", "hoodie", "later"));
        collection("gifts", body).statusCode(201).body("version", equalTo(1));
        collection("gifts", body).statusCode(200).body("version", equalTo(1));
        shop.asBusiness()
                .get("/catalog/v1/collections/gifts")
                .then()
                .statusCode(200)
                .body("retailer_ids", contains("sku-9/ä", "hoodie", "later"));
        list("collection=gifts").body("data.retailer_id", containsInAnyOrder("sku-9/ä", "hoodie"));
        list("collection=none").body("data", empty());
        collection("gifts", Map.of("title", "Presents", "retailer_ids", List.of()))
                .statusCode(200);
        shop.asBusiness().get("/catalog/v1/collections").then().body("data.slug", contains("gifts"));
        collection("Not A Slug", body).statusCode(422);
        collection("twice", Map.of("title", "T", "retailer_ids", List.of("a", "a")))
                .statusCode(422)
                .body("errors.pointer", contains("/retailer_ids/1"));
        shop.asBusiness().delete("/catalog/v1/collections/gifts").then().statusCode(204);
        shop.asBusiness()
                .get("/catalog/v1/collections/gifts")
                .then()
                .statusCode(404)
                .body("type", containsString("not-found"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        List.of("CollectionChanged", "CollectionChanged", "CollectionRemoved"),
                        Records.of(
                                        "catalog.collection.v1",
                                        new ProductCollection(shop.id, "gifts", 1, false, "", List.of()).id())
                                .stream()
                                .map(Records::type)
                                .toList()));
    }

    @Test
    void aShopperSeesOnlyTheVisibleProductsOfACollection() {
        fill();
        shop.has("gone", null);
        collection("gifts", Map.of("title", "Gifts", "retailer_ids", List.of("secret", "sku-9/ä", "gone", "hoodie")))
                .statusCode(201);
        collection("hidden", Map.of("title", "Hidden", "retailer_ids", List.of("secret")))
                .statusCode(201);
        shop.asBusiness().delete(Shop.path("gone")).then().statusCode(204);
        shop.asShopper()
                .get("/catalog/v1/collections/gifts")
                .then()
                .statusCode(200)
                .body("retailer_ids", contains("sku-9/ä", "hoodie"));
        shop.asShopper()
                .get("/catalog/v1/collections")
                .then()
                .statusCode(200)
                .body("data.slug", contains("gifts", "hidden"))
                .body("data[0].retailer_ids", contains("sku-9/ä", "hoodie"))
                .body("data[1].retailer_ids", empty());
        shop.asBusiness()
                .get("/catalog/v1/collections/gifts")
                .then()
                .body("retailer_ids", contains("secret", "sku-9/ä", "gone", "hoodie"));
    }

    @Test
    void everyProductIsSeenOnceWhileOthersAreAddedAndChanged() throws Exception {
        int before = 30;
        for (int i = 0; i < before; i++) {
            shop.has("old-" + i, null);
        }
        AtomicBoolean reading = new AtomicBoolean(true);
        ExecutorService writers = Executors.newFixedThreadPool(3);
        List<Future<Integer>> writing = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            String name = "new-" + w + "-";
            writing.add(writers.submit(() -> {
                int made = 0;
                while (reading.get() && made < 40) {
                    shop.put("old-" + made % before, Shop.tea("title", "Changed " + name + made));
                    shop.has(name + made++, null);
                }
                return made;
            }));
        }
        List<String> seen = read(5);
        reading.set(false);
        int made = 0;
        for (Future<Integer> writer : writing) {
            made += writer.get();
        }
        writers.shutdown();
        Set<String> distinct = new HashSet<>(seen);
        assertEquals(seen.size(), distinct.size(), "seen twice");
        for (int i = 0; i < before; i++) {
            assertTrue(distinct.contains("old-" + i), "missed old-" + i);
        }
        assertEquals(before + made, read(100).size());
    }

    @Test
    void aReaderWhoComesToTheEndHasSeenAllThatWasThereThen() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> writing = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            String name = "w" + w + "-";
            writing.add(writers.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    shop.has(name + i, null);
                }
            }));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        boolean over = false;
        while (!over || cursor != null) {
            over = writing.stream().allMatch(Future::isDone);
            ValidatableResponse page = list("limit=7" + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.extract().path("data.retailer_id"));
            cursor = page.extract().path("paging.next");
            if (cursor == null && !over) {
                seen.clear(); // the list ended before the writers did: read it again
            }
        }
        writers.shutdown();
        assertEquals(100, new HashSet<>(seen).size());
        assertEquals(100, seen.size());
    }

    private List<String> read(int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = list("limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200);
            seen.addAll(page.extract().path("data.retailer_id"));
            cursor = page.extract().path("paging.next");
        } while (cursor != null);
        return seen;
    }

    private void fill() {
        Map<String, Object> hoodie = Shop.tea("title", "Hoodie with Logo");
        hoodie.put("category", "Clothing > Hoodies");
        hoodie.put("price", Shop.eur(4500));
        hoodie.put("attributes", Map.of("Color", "Violet"));
        shop.put("hoodie", hoodie).statusCode(201);
        Map<String, Object> book = Shop.tea("title", "Das große Buch");
        book.put("price", Shop.eur(900));
        book.put("description", "Zum Lesen");
        shop.put("buch", book).statusCode(201);
        Map<String, Object> mug = Shop.tea("title", "Ceramic mug");
        mug.put("brand", "Acme");
        mug.put("description", "Tasse aus Keramik");
        shop.put("sku-9/ä", mug).statusCode(201);
        Map<String, Object> secret = Shop.tea("title", "Secret shirt");
        secret.put("category", "Clothing");
        secret.put("price", Shop.eur(5));
        secret.put("visibility", "hidden");
        shop.put("secret", secret).statusCode(201);
    }

    private static String retailerId(String name) {
        return name.equals("mug") ? "sku-9/ä" : name;
    }

    private ValidatableResponse list(String query) {
        return shop.asBusiness().get("/catalog/v1/products?" + query).then();
    }

    private ValidatableResponse collection(String slug, Map<String, Object> body) {
        return shop.asBusiness()
                .body(body)
                .put("/catalog/v1/collections/" + encoded(slug))
                .then();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
