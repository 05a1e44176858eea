package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.messaging.Money;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever moves money of several wallets does not wait in a circle with others who do. */
@QuarkusTest
class WalletLocksIT extends TransfersUnderTest {

    @Inject
    OrderRequests requests;

    private OrderKey paidFromTheWalletOf(UUID shopper) {
        PaymentOrder asked = new PaymentOrder(
                UUID.randomUUID(),
                business,
                "T00001",
                shopper,
                null,
                PaymentMethod.WALLET,
                new Money(1_990, "EUR"),
                Parts.NONE,
                null,
                Instant.now().plusSeconds(1800),
                null,
                false,
                null,
                false);
        OrderKey key = OrderKey.of(asked);
        database.run(tx -> requests.request(tx, asked, null));
        String token = database.read(tx -> payments.find(tx, key))
                .orElseThrow()
                .order()
                .payToken();
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"wallet\", \"pin\": \"2580\"}")
                .post("/payments/v1/pay/" + token)
                .then()
                .statusCode(200)
                .body("status", equalTo("captured"));
        return key;
    }

    private boolean somebodyWaitsForABalance() {
        return database.read(tx -> tx.one("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like"
                        + " '%ledger_balance%'"))
                .isPresent();
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Anna's wallet is made after Ben's, so a transfer locks his before hers; the poll brings her order before his. */
    @Test
    void a_poll_that_refunds_two_wallets_and_a_transfer_between_them_both_get_through() throws Exception {
        topUp(ben, 5_000);
        topUp(anna, 5_000);
        for (UUID shopper : new UUID[] {anna, ben}) {
            pin(shopper, "2580");
        }
        OrderKey annas = paidFromTheWalletOf(anna);
        OrderKey bens = paidFromTheWalletOf(ben);
        CountDownLatch refundedHers = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> poll = threads.submit(() -> database.run(tx -> {
            requests.refundEverything(tx, annas, RefundReason.CANCELLATION, null);
            refundedHers.countDown();
            pass(goOn);
            requests.refundEverything(tx, bens, RefundReason.CANCELLATION, null);
        }));
        pass(refundedHers);
        Future<Integer> transfer = threads.submit(() ->
                send(ben, sending(ben, anna, 10).put("pin", "2580")).extract().statusCode());
        await().atMost(SOON).until(() -> transfer.isDone() || somebodyWaitsForABalance());
        goOn.countDown();
        assertEquals(201, transfer.get(30, TimeUnit.SECONDS));
        poll.get(30, TimeUnit.SECONDS);
        threads.shutdown();
        await().atMost(SOON).untilAsserted(() -> {
            assertEquals(5_010, balance(anna));
            assertEquals(4_990, balance(ben));
        });
        assertBalanced();
    }
}
