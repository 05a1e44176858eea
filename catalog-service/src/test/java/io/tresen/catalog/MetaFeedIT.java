package io.tresen.catalog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.Ids;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Meta fetches of a catalog. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class MetaFeedIT {

    private static final String FEED = "/catalog/v1/exports/meta-feed";

    static Shop told() {
        Shop shop = new Shop();
        Records.publish(
                "chat.business.v1",
                shop.id,
                shop.id,
                1,
                Ids.v7(),
                BusinessChanged.newBuilder()
                        .setBusinessId(shop.id)
                        .setName("Teeladen")
                        .setHandle("tea-" + shop.id.toString().substring(0, 8))
                        .setCountry("DE")
                        .setCurrency("EUR")
                        .setLanguage("de")
                        .setPaymentMethods(List.of(PaymentMethod.CARD))
                        .setAssistantEnabled(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
        return shop;
    }

    @Test
    void theFeedHasEveryVisibleProductOnceAndNothingElse() {
        Shop shop = told();
        for (int i = 0; i < 3; i++) {
            shop.put("cup-" + i, named("A \"cup\", number " + i)).statusCode(201);
        }
        Map<String, Object> hidden = named("Hidden");
        hidden.put("visibility", "hidden");
        shop.put("hidden", hidden).statusCode(201);
        shop.put("gone", named("Gone")).statusCode(201);
        shop.asBusiness().delete(Shop.path("gone")).then().statusCode(204);
        Response answer = shop.asBusiness().get(FEED);
        answer.then().statusCode(200).contentType("text/csv; charset=utf-8");
        List<String> lines = answer.asString().lines().toList();
        assertEquals(
                "id,title,description,availability,condition,price,link,image_link,brand,sale_price,"
                        + "sale_price_effective_date,item_group_id",
                lines.get(0));
        assertEquals(4, lines.size(), answer.asString());
        assertTrue(
                lines.get(1)
                        .startsWith(
                                "cup-0,\"A \"\"cup\"\", number 0\",Green tea,in stock,new,19.90 EUR,http://localhost:8080"
                                        + "/chat/s/tea-"),
                lines.get(1));
        assertEquals(Long.parseLong(answer.header("Content-Length")), answer.asByteArray().length);
    }

    @Test
    void theFeedIsImportedBackAndCountsWhatWasCounted() {
        Shop shop = told();
        shop.has("cup", 5);
        shop.has("tea", null);
        String feed = shop.asBusiness().get(FEED).asString();
        String report = shop.asBusiness()
                .contentType("text/csv")
                .body(feed)
                .post("/catalog/v1/imports?format=meta-feed-csv")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> "done"
                .equals(shop.asBusiness().get(report).then().extract().path("state")));
        shop.asBusiness().get(report).then().body("rejected", equalTo(0)).body("updated", equalTo(2));
        shop.get("cup").then().body("stock", equalTo(5)).body("brand", equalTo("Teeladen"));
        shop.get("tea").then().body("stock", nullValue());
    }

    private static Map<String, Object> named(String title) {
        Map<String, Object> body = new HashMap<>(Shop.tea());
        body.put("title", title);
        return body;
    }

    @Test
    void metaFetchesItByASecretAddressUntilAnotherIsMade() {
        Shop shop = told();
        shop.put("cup", Shop.tea()).statusCode(201);
        String first = address(shop);
        assertTrue(
                given().get(first).then().statusCode(200).extract().asString().contains("cup,Tea"));
        String second = address(shop);
        given().get(first).then().statusCode(404);
        given().get(second).then().statusCode(200);
        shop.asBusiness().delete(FEED + "/key").then().statusCode(204);
        shop.asBusiness().delete(FEED + "/key").then().statusCode(404);
        given().get(second).then().statusCode(404);
        given().get(FEED + "?key=x").then().statusCode(404);
        given().get(FEED).then().statusCode(401);
        shop.asShopper().get(FEED).then().statusCode(403);
        shop.asShopper().put(FEED + "/key").then().statusCode(403);
        given().put(FEED + "/key").then().statusCode(401);
    }

    private static String address(Shop shop) {
        String url = shop.asBusiness()
                .put(FEED + "/key")
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        assertFalse(url.isEmpty());
        URI uri = URI.create(url);
        return uri.getPath() + "?" + uri.getQuery();
    }

    @Test
    void aBusinessThatWasNotHeardOfIsToldToTryAgain() {
        new Shop().asBusiness().get(FEED).then().statusCode(409).body("type", endsWith("/business-not-known-yet"));
    }
}
