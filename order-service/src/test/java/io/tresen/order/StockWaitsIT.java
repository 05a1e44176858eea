package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who prefers to wait for the stock, and can't: the order stands, and is answered as it does. Two may wait here at a time. */
@QuarkusTest
class StockWaitsIT extends OnEngines {

    /** {@code tresen.order.stock-waits}, as the tests have it. */
    private static final int PLACES = 2;

    /** {@code tresen.db.request-connections}. */
    private static final int TURNS = 14;

    @Inject
    Database database;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        openShop();
    }

    @AfterEach
    void release() {
        letGo.countDown();
        threads.shutdown();
    }

    @Test
    void who_finds_no_place_to_wait_is_answered_at_once() {
        // the shop is known from here on, so that nobody waits for that
        placeMugs(1, "card", 600);
        List<CompletableFuture<Response>> waiting =
                Stream.generate(() -> preferring(10)).limit(PLACES).toList();
        await().atMost(SOON).until(() -> inPlaced().size() == 1 + PLACES);
        // one that comes before both of them wait is one who waits, and comes again
        await().atMost(SOON).until(() -> preferring(1).join().header("Preference-Applied") == null);
        preferring(1)
                .join()
                .then()
                .statusCode(202)
                .body("status", equalTo("placed"))
                .header("Preference-Applied", nullValue());
        inPlaced().forEach(id -> send(Topics.CATALOG_RESERVATION, id, reserved(id)));
        waiting.forEach(answer -> answer.join()
                .then()
                .statusCode(202)
                .body("status", equalTo("awaiting_payment"))
                .header("Preference-Applied", "wait=10"));
        preferring(1).join().then().header("Preference-Applied", "wait=1");
    }

    @Test
    void who_can_not_look_any_more_is_told_that_the_order_is_accepted() {
        CompletableFuture<Response> waiting = preferring(10);
        await().atMost(SOON).until(() -> inPlaced().size() == 1);
        Database clients = database.forClients();
        for (int i = 0; i < TURNS; i++) {
            threads.submit(() -> clients.read(tx -> awaitRelease()));
        }
        waiting.join()
                .then()
                .statusCode(202)
                .body("status", equalTo("placed"))
                .body("order_id", equalTo(inPlaced().get(0).toString()))
                .header("Preference-Applied", nullValue());
    }

    private CompletableFuture<Response> preferring(int seconds) {
        return CompletableFuture.supplyAsync(
                () -> asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Prefer", "wait=" + seconds)
                        .body("{\"lines\": [{\"retailer_id\": \"mug\", \"quantity\": 1}], \"payment_method\": \"card\","
                                + " \"delivery_address\": " + ADDRESS + "}")
                        .post("/orders/v1/orders"),
                threads);
    }

    /** Asked past the requests' turns. */
    private List<UUID> inPlaced() {
        return database.read(
                tx -> tx.list("select order_id from orders where business_id = $1 and status = 'placed'", shop).stream()
                        .map(row -> row.getUUID("order_id"))
                        .toList());
    }

    private Object awaitRelease() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
