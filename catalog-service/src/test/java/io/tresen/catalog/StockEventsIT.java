package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.catalog.v1.StockRejected;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders in, answers out: on a real broker, registry and database. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class StockEventsIT {

    @Inject
    Database database;

    private final Shop shop = new Shop();

    @Test
    void anOrderRunsThroughReservationShipmentAndReturn() {
        shop.has("tea", 5);
        AnOrder order = new AnOrder(shop.id).placed("tea", 2);
        awaitAnswers(order, "StockReserved");
        stock("tea", 5, 2, 3);
        order.shipped("tea", 2);
        awaitAnswers(order, "StockReserved", "StockClaimed");
        stock("tea", 3, 0, 3);
        order.returned("tea", 1);
        awaitAnswers(order, "StockReserved", "StockClaimed", "StockRestocked");
        stock("tea", 4, 0, 4);
        sumsHold();
    }

    @Test
    void oneUnitAndFiftyOrdersMakeOneReservation() {
        shop.has("last", 1);
        List<AnOrder> orders = IntStream.range(0, 50)
                .mapToObj(i -> new AnOrder(shop.id).placed("last", 1))
                .toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> answers(orders).size() == 50);
        assertEquals(1, answers(orders).stream().filter("StockReserved"::equals).count());
        assertEquals(
                49, answers(orders).stream().filter("StockRejected"::equals).count());
        stock("last", 1, 1, 0);
        sumsHold();
        List<String> availability = Records.of("catalog.availability.v1", shop.product("last")).stream()
                .map(Records::type)
                .toList();
        assertEquals(List.of("AvailabilityChanged", "ProductSoldOut"), availability);
    }

    @Test
    void anOrderIsReservedWhollyOrNotAtAllAndSaysWhy() {
        shop.has("many", 10);
        shop.has("few", 1);
        shop.has("any", null);
        AnOrder tooMuch = new AnOrder(shop.id).placed(Map.of("many", 3, "few", 2, "any", 7));
        awaitAnswers(tooMuch, "StockRejected");
        StockRejected rejected =
                Records.decode(Records.of("catalog.reservation.v1", tooMuch.id).get(0), StockRejected.class);
        assertEquals("sold-out", rejected.getCode());
        assertEquals("few", rejected.getLines().get(0).getRetailerId());
        assertEquals(1L, rejected.getLines().get(0).getAvailable());
        stock("many", 10, 0, 10);
        AnOrder unknown = new AnOrder(shop.id).placed(Map.of("many", 1, "nothing", 1));
        awaitAnswers(unknown, "StockRejected");
        AnOrder fits = new AnOrder(shop.id).placed(Map.of("many", 3, "few", 1, "any", 7));
        awaitAnswers(fits, "StockReserved");
        stock("few", 1, 1, 0);
    }

    @Test
    void aCancelledOrderGivesBackOnceAndTheShopperCanBuyAgain() {
        shop.has("tea", 1);
        AnOrder first = new AnOrder(shop.id).placed("tea", 1).cancelled();
        awaitAnswers(first, "StockReserved", "StockReleased");
        stock("tea", 1, 0, 1);
        AnOrder again = new AnOrder(shop.id).placed("tea", 1);
        awaitAnswers(again, "StockReserved");
        again.cancellationStarted().cancelled();
        awaitAnswers(again, "StockReserved", "StockReleased");
        AnOrder never = new AnOrder(shop.id).placed("tea", 2).cancellationStarted();
        awaitAnswers(never, "StockRejected", "StockReleased");
        StockReleased empty =
                Records.decode(Records.of("catalog.reservation.v1", never.id).get(1), StockReleased.class);
        assertTrue(empty.getLines().isEmpty());
        assertEquals(List.of("StockReserved", "StockReleased"), again.answers());
        stock("tea", 1, 0, 1);
        sumsHold();
    }

    @Test
    void aRedeliveryReservesOnce() {
        shop.has("tea", 10);
        AnOrder order = new AnOrder(shop.id).placedTwice("tea", 1).cancelled();
        awaitAnswers(order, "StockReserved", "StockReleased");
        stock("tea", 10, 0, 10);
        sumsHold();
    }

    @Test
    void anImpossibleShipmentIsLetteredAndOthersGoOn() {
        shop.has("tea", 10);
        AnOrder wrong = new AnOrder(shop.id).placed("tea", 1).shipped("tea", 2);
        AnOrder right = new AnOrder(shop.id).placed("tea", 1).shipped("tea", 1);
        awaitAnswers(right, "StockReserved", "StockClaimed");
        TestTopics.await(
                "catalog.dlq.v1",
                record -> wrong.id.toString().equals(TestTopics.key(record))
                        && "impossible-transition".equals(TestTopics.header(record, "dlq_reason")),
                Duration.ofSeconds(20));
        assertEquals(List.of("StockReserved"), wrong.answers());
        sumsHold();
    }

    @Test
    void stockCanNotBeSetBelowWhatOrdersHold() {
        shop.has("tea", 5);
        awaitAnswers(new AnOrder(shop.id).placed("tea", 3), "StockReserved");
        shop.asBusiness()
                .body(Map.of("on_hand", 2))
                .put(Shop.path("tea") + "/stock")
                .then()
                .statusCode(409)
                .body("reserved", equalTo(3));
        shop.put("tea", Shop.tea("stock", 2)).statusCode(409);
        shop.asBusiness()
                .body(Map.of("on_hand", 3))
                .put(Shop.path("tea") + "/stock")
                .then()
                .statusCode(200);
        stock("tea", 3, 3, 0);
    }

    @Test
    void aRemovedProductIsNotSoldAnyMoreAndItsOpenOrderStays() {
        shop.has("tea", 5);
        AnOrder open = new AnOrder(shop.id).placed("tea", 1);
        awaitAnswers(open, "StockReserved");
        shop.asBusiness().delete(Shop.path("tea")).then().statusCode(204);
        AnOrder late = new AnOrder(shop.id).placed("tea", 1);
        awaitAnswers(late, "StockRejected");
        open.shipped("tea", 1);
        awaitAnswers(open, "StockReserved", "StockClaimed");
        sumsHold();
    }

    private static List<String> answers(List<AnOrder> orders) {
        List<String> ids = orders.stream().map(order -> order.id.toString()).toList();
        return TestTopics.all("catalog.reservation.v1").stream()
                .filter(record -> ids.contains(TestTopics.key(record)))
                .map(Records::type)
                .toList();
    }

    private static void awaitAnswers(AnOrder order, String... types) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(List.of(types), order.answers()));
    }

    private void stock(String retailerId, int onHand, int reserved, int available) {
        shop.stock(retailerId)
                .then()
                .body("on_hand", equalTo(onHand))
                .body("reserved", equalTo(reserved))
                .body("available", equalTo(available));
    }

    /** I1 of the proof: movements add up to what the shelves say. */
    private void sumsHold() {
        UUID business = shop.id;
        assertEquals(List.of(), StockSums.differing(database, business));
    }
}
