package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.EnginesResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody edits a product while its stock moves: what moved is never undone by what was read before. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ProductEditsIT {

    private final Shop shop = new Shop();

    @Test
    void aProductSavedAsItWasReadDoesNotBringBackWhatWasShippedMeanwhile() {
        shop.has("tea", 10);
        Response read = shop.get("tea");
        assertEquals("\"1-10\"", read.header("ETag"));
        Map<String, Object> body = new HashMap<>(read.jsonPath().getMap(""));
        body.put("title", "Better tea");
        ship(order(3), 3);
        save(read.header("ETag"), body)
                .statusCode(412)
                .body("type", endsWith("/precondition-failed"))
                .header("ETag", "\"1-7\"");
        shop.get("tea").then().body("stock", equalTo(7)).body("title", equalTo("Tea"));
        body.put("stock", null);
        save(read.header("ETag"), body).statusCode(412);
        body.put("stock", 9);
        save(shop.get("tea").header("ETag"), body).statusCode(200).body("stock", equalTo(9));
    }

    @Test
    void whoLeavesTheStockAloneSavesWhateverOrdersDidWithIt() {
        shop.has("tea", 10);
        String read = shop.get("tea").header("ETag");
        adjust(-3);
        save(read, Shop.tea("title", "Better tea"))
                .statusCode(200)
                .body("stock", equalTo(7))
                .header("ETag", "\"2-7\"");
        save("\"2-10\"", Shop.tea("stock", 7)).statusCode(200).body("stock", equalTo(7));
        save(read, Shop.tea()).statusCode(412);
        shop.asBusiness()
                .header("If-Match", "\"3-10\"")
                .delete(Shop.path("tea"))
                .then()
                .statusCode(204);
    }

    @Test
    void aTagOfTheVersionAloneAsksForNoMoreAndACountThatBeginsIsAnotherVersion() {
        shop.has("tea", null);
        assertEquals("\"1\"", shop.get("tea").header("ETag"));
        save("\"1\"", Shop.tea("stock", 10)).statusCode(200).header("ETag", "\"2-10\"");
        save("\"1\"", Shop.tea("stock", 12)).statusCode(412);
        adjust(-3);
        save("\"2\"", Shop.tea("stock", 12)).statusCode(200).body("stock", equalTo(12));
        save("\"2-7\", \"2-12\"", Shop.tea("stock", 13)).statusCode(200).body("stock", equalTo(13));
        for (String none : List.of("W/\"2-13\"", "2-13", "\"2-13", "\"2-\"", "\"2-x\"")) {
            save(none, Shop.tea()).statusCode(412);
        }
        save("*", Shop.tea("stock", 1)).statusCode(200).body("stock", equalTo(1));
    }

    /** A shipment takes from what is there and from what is promised: what can be had stays as it was. */
    @Test
    void aStockSetAsItWasReadDoesNotBringBackWhatWasShippedMeanwhile() {
        shop.has("tea", 10);
        AnOrder order = order(3);
        String read = shop.stock("tea").header("ETag");
        ship(order, 3);
        count(read, 10).statusCode(412);
        shop.stock("tea").then().body("on_hand", equalTo(7)).body("reserved", equalTo(0));
        String now = shop.stock("tea").header("ETag");
        count(now, 8).statusCode(200).body("on_hand", equalTo(8));
        count(now, 9).statusCode(412);
    }

    @Test
    void noTagTellsAShopperHowManyThereAre() {
        shop.has("tea", 10);
        order(3);
        shop.asShopper()
                .get(Shop.path("tea"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("available", equalTo(7));
    }

    private AnOrder order(int quantity) {
        AnOrder order = new AnOrder(shop.id).placed("tea", quantity);
        awaitAnswers(order, "StockReserved");
        return order;
    }

    private static void ship(AnOrder order, int quantity) {
        order.shipped("tea", quantity);
        awaitAnswers(order, "StockReserved", "StockClaimed");
    }

    private static void awaitAnswers(AnOrder order, String... types) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(List.of(types), order.answers()));
    }

    private ValidatableResponse save(String ifMatch, Map<String, Object> body) {
        return shop.asBusiness()
                .header("If-Match", ifMatch)
                .body(body)
                .put(Shop.path("tea"))
                .then();
    }

    private ValidatableResponse count(String ifMatch, int onHand) {
        return shop.asBusiness()
                .header("If-Match", ifMatch)
                .body(Map.of("on_hand", onHand))
                .put(Shop.path("tea") + "/stock")
                .then();
    }

    private void adjust(int delta) {
        shop.asBusiness()
                .body(Map.of("delta", delta, "reason", "sold at the counter"))
                .post(Shop.path("tea") + "/stock-adjustments")
                .then()
                .statusCode(200);
    }
}
