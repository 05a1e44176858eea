package io.tresen.catalog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products and stock over HTTP, and what the topics say about them. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class CatalogApiIT {

    @Inject
    Database database;

    private final Shop shop = new Shop();

    @Test
    void aProductIsCreatedThenReplacedThenRemoved() {
        shop.put("tea", Shop.tea("stock", 5))
                .statusCode(201)
                .header("ETag", "\"1-5\"")
                .body("retailer_id", equalTo("tea"))
                .body("product_id", equalTo(shop.product("tea").toString()))
                .body("price.amount_minor", equalTo(1990))
                .body("stock", equalTo(5))
                .body("available", equalTo(5))
                .body("version", equalTo(1));
        shop.put("tea", Shop.tea("title", "Better tea"))
                .statusCode(200)
                .body("title", equalTo("Better tea"))
                .body("stock", equalTo(5))
                .body("version", equalTo(2));
        shop.get("tea").then().statusCode(200).body("title", equalTo("Better tea"));
        shop.asBusiness().delete(Shop.path("tea")).then().statusCode(204);
        shop.get("tea").then().statusCode(404);
        shop.asBusiness().delete(Shop.path("tea")).then().statusCode(404);
        shop.put("tea", Shop.tea()).statusCode(201).body("version", equalTo(4)).body("stock", nullValue());
        awaitTypes("catalog.product.v1", "ProductChanged", "ProductChanged", "ProductRemoved", "ProductChanged");
        awaitTypes("catalog.availability.v1", "AvailabilityChanged", "AvailabilityChanged");
    }

    @Test
    void theSameProductAgainChangesNothingAndEmitsNothing() {
        Map<String, Object> body = Shop.tea("stock", 3);
        body.put("sale_price", Shop.eur(1500));
        body.put("sale_price_from", "2026-01-01T00:00:00.123456Z");
        body.put("sale_price_to", "2036-01-01T00:00:00+01:00");
        body.put("attributes", Map.of("Size", "M", "Farbe", "Grün"));
        body.put("image_url", "https://example.org/tea.svg");
        shop.put("tea", body).statusCode(201).body("current_price.amount_minor", equalTo(1500));
        shop.put("tea", body).statusCode(200).body("version", equalTo(1));
        shop.put("tea", Shop.tea("title", "Other")).statusCode(200).body("version", equalTo(2));
        awaitTypes("catalog.product.v1", "ProductChanged", "ProductChanged");
        ProductChanged first = Records.decode(
                Records.of("catalog.product.v1", shop.product("tea")).get(0), ProductChanged.class);
        assertEquals(Map.of("Size", "M", "Farbe", "Grün"), first.getAttributes());
        assertEquals(1500, first.getSalePrice().getAmountMinor());
        assertEquals(Instant.parse("2035-12-31T23:00:00Z"), first.getSalePriceTo());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "100%",
                "A&B",
                "who?",
                "#1",
                "with space",
                "ä/ö%2F",
                "a;b=c",
                "a+b",
                "x/stock",
                "漢字",
                "..."
            })
    void idsAreTakenAsTheShopWritesThem(String retailerId) {
        shop.put(retailerId, Shop.tea("stock", 1)).statusCode(201).body("retailer_id", equalTo(retailerId));
        shop.get(retailerId).then().statusCode(200).body("retailer_id", equalTo(retailerId));
        shop.stock(retailerId).then().statusCode(200).body("available", equalTo(1));
        shop.asBusiness().delete(Shop.path(retailerId)).then().statusCode(204);
    }

    @Test
    void idsHaveBounds() {
        shop.put("x".repeat(100), Shop.tea()).statusCode(201);
        shop.put("😀".repeat(100), Shop.tea()).statusCode(201);
        shop.put("x".repeat(101), Shop.tea()).statusCode(422).body("type", containsString("invalid-retailer-id"));
        shop.put("tab\tbed", Shop.tea()).statusCode(422);
        shop.get("x".repeat(101)).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/title, title, ''",
        "/price/currency, price, USD",
        "/sale_price, sale_price, 1990",
        "/image_url, image_url, javascript:alert(1)",
        "/stock, stock, -1",
        "/category, category, long",
        "/description, description, long",
        "/brand, brand, long"
    })
    void aFieldAgainstItsRuleIsNamed(String pointer, String field, String value) {
        Object given =
                switch (value) {
                    case "USD" -> Map.of("amount_minor", 5, "currency", "USD");
                    case "1990" -> Shop.eur(1990);
                    case "-1" -> -1;
                    case "long" -> "x".repeat(10_000);
                    default -> value;
                };
        shop.put("tea", Shop.tea(field, given)).statusCode(422).body("errors.pointer", hasItem(pointer));
        shop.get("tea").then().statusCode(404);
    }

    @Test
    void aWordThatIsNoneOfAFieldsIsReadableButAgainstItsRule() {
        shop.put("tea", Shop.tea("kind", "GOODS")).statusCode(422).body("errors.pointer", hasItem("/kind"));
        shop.put("tea", Shop.tea("kind", "bundle")).statusCode(422).body("errors.pointer", hasItem("/kind"));
        shop.put("tea", Shop.tea("kind", "")).statusCode(422).body("errors.pointer", hasItem("/kind"));
        shop.put("tea", Shop.tea("visibility", "secret"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/visibility"))
                .body("errors.detail", hasItem("must be one of visible, hidden"));
        shop.get("tea").then().statusCode(404);
        shop.put("tea", Shop.tea("kind", null)).statusCode(201).body("kind", equalTo("goods"));
    }

    @Test
    void nothingIsCoerced() {
        shop.put("tea", Shop.tea("stock", "7")).statusCode(400).body("errors.pointer", hasItem("/stock"));
        shop.put("tea", Shop.tea("stock", 1.5)).statusCode(400);
        shop.put("tea", Shop.tea("kind", 1)).statusCode(400).body("errors.pointer", hasItem("/kind"));
        shop.put("tea", Shop.tea("title", 7)).statusCode(400);
        shop.asBusiness().body("{").put(Shop.path("tea")).then().statusCode(400);
        shop.asBusiness()
                .body(Shop.tea("title", "a\0b"))
                .put(Shop.path("tea"))
                .then()
                .statusCode(400);
    }

    @Test
    void stockIsSetAdjustedAndNeverBelowZero() {
        shop.has("tea", null);
        shop.stock("tea").then().statusCode(200).body("on_hand", nullValue()).body("available", nullValue());
        adjust(1, 409).body("type", containsString("stock-not-counted"));
        count(10).then().statusCode(200).body("on_hand", equalTo(10)).body("available", equalTo(10));
        shop.get("tea").then().body("stock", equalTo(10)).body("version", equalTo(2));
        adjust(-4, 200).body("on_hand", equalTo(6));
        adjust(-7, 409).body("type", containsString("stock-below-zero"));
        count(-1).then().statusCode(422);
        count(0).then().statusCode(200);
        shop.put("tea", Shop.tea("stock", null)).statusCode(200).body("stock", nullValue());
        awaitTypes(
                "catalog.availability.v1",
                "AvailabilityChanged",
                "AvailabilityChanged",
                "ProductSoldOut",
                "ProductBackInStock");
        shop.asBusiness().get(Shop.path("nothing") + "/stock").then().statusCode(404);
    }

    @Test
    void anAgentLooksAtTheCatalogAndAnOwnersHandIsNotedOnTheStock() {
        UUID person = UUID.randomUUID();
        shop.has("tea", 10);
        String agent = "Bearer " + TestTokens.staff(shop.id, person, "agent").mint();
        String owner = "Bearer " + TestTokens.staff(shop.id, person, "owner").mint();
        for (String path : List.of(
                Shop.path("tea"), Shop.path("tea") + "/stock", "/catalog/v1/products", "/catalog/v1/collections")) {
            given().header("Authorization", agent).get(path).then().statusCode(200);
        }
        for (String path : List.of(Shop.path("tea"), Shop.path("tea") + "/stock", "/catalog/v1/collections/new")) {
            staff(agent).put(path).then().statusCode(403);
        }
        staff(agent).delete(Shop.path("tea")).then().statusCode(403);
        staff(agent).post(Shop.path("tea") + "/stock-adjustments").then().statusCode(403);
        given().header("Authorization", agent)
                .contentType("text/csv")
                .body("retailer_id,title,description,price")
                .post("/catalog/v1/imports?format=tresen-csv")
                .then()
                .statusCode(403);
        staff(owner)
                .body("{\"delta\": -1, \"reason\": \"broken\"}")
                .post(Shop.path("tea") + "/stock-adjustments")
                .then()
                .statusCode(200);
        database.run(tx -> {
            var moved = tx.one(
                            "select by_kind, by_id from stock_movement where business_id = $1 and kind = 'adjusted'",
                            shop.id)
                    .orElseThrow();
            assertEquals("staff", moved.getString("by_kind"));
            assertEquals(person, moved.getUUID("by_id"));
        });
    }

    private static RequestSpecification staff(String authorization) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body("{}");
    }

    @Test
    void anAdjustmentIsMadeOncePerIdempotencyKey() {
        shop.has("tea", 10);
        for (int i = 0; i < 3; i++) {
            shop.asBusiness()
                    .header("Idempotency-Key", "once-" + shop.id)
                    .body(Map.of("delta", 5, "reason", "found"))
                    .post(Shop.path("tea") + "/stock-adjustments")
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", i == 0 ? nullValue() : equalTo("true"))
                    .body("on_hand", equalTo(15));
        }
    }

    @Test
    void twoPeopleWhoEditAreToldApart() {
        shop.has("tea", 1);
        shop.asBusiness()
                .header("If-Match", "\"1\"")
                .body(Shop.tea("title", "A"))
                .put(Shop.path("tea"))
                .then()
                .statusCode(200);
        shop.asBusiness()
                .header("If-Match", "\"1\"")
                .body(Shop.tea("title", "B"))
                .put(Shop.path("tea"))
                .then()
                .statusCode(412);
        shop.asBusiness()
                .header("If-Match", "\"1\"")
                .body(Shop.tea())
                .put(Shop.path("new"))
                .then()
                .statusCode(412);
    }

    @Test
    void aShopperSeesWhatIsVisibleAndChangesNothing() {
        shop.has("seen", 4);
        shop.put("secret", Shop.tea("visibility", "hidden")).statusCode(201);
        Map<String, Object> seen = new HashMap<>(shop.asShopper()
                .get(Shop.path("seen"))
                .then()
                .statusCode(200)
                .extract()
                .path(""));
        assertEquals(4, seen.get("available"));
        assertEquals(false, seen.containsKey("stock"));
        shop.asShopper().get(Shop.path("secret")).then().statusCode(404);
        shop.asShopper()
                .contentType("application/json")
                .body(Shop.tea())
                .put(Shop.path("seen"))
                .then()
                .statusCode(403);
        shop.asShopper().get(Shop.path("seen") + "/stock").then().statusCode(403);
        given().get(Shop.path("seen")).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void anotherBusinessSeesNothingOfIt() {
        shop.has("tea", 4);
        Shop other = new Shop();
        String absent = other.get("nothing").then().statusCode(404).extract().asString();
        assertEquals(absent, other.get("tea").then().statusCode(404).extract().asString());
        other.asBusiness().delete(Shop.path("tea")).then().statusCode(404);
        other.stock("tea").then().statusCode(404);
    }

    private io.restassured.response.ValidatableResponse adjust(int delta, int status) {
        return shop.asBusiness()
                .body(Map.of("delta", delta, "reason", "counted"))
                .post(Shop.path("tea") + "/stock-adjustments")
                .then()
                .statusCode(status);
    }

    private io.restassured.response.Response count(int onHand) {
        return shop.asBusiness().body(Map.of("on_hand", onHand)).put(Shop.path("tea") + "/stock");
    }

    private void awaitTypes(String topic, String... types) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        List.of(types),
                        Records.of(topic, shop.product("tea")).stream()
                                .map(Records::type)
                                .toList()));
    }
}
