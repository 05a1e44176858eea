package io.tresen.payment.wallet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.payment.ServiceUnderTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More want a PIN checked or set than may wait for it: they are told to come back, and hold no thread. */
@QuarkusTest
class CrowdedPinsIT extends ServiceUnderTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int TOO_MANY = 10;

    /** Shorter than the 5 s for which whoever came in waits: what is refused by then did not wait. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Every PIN is right, and 1111 hangs. */
    private final class Hanging implements PinHashes {

        @Override
        public <T> T inTurn(Supplier<T> work) {
            return work.get();
        }

        @Override
        public String hash(String pin) {
            throw new AssertionError("nothing is set");
        }

        @Override
        public boolean matches(String pin, String hash) {
            if (pin.equals("1111")) {
                hang();
            }
            return true;
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    Database db;

    @Inject
    WalletPins pins;

    @Inject
    PinHashes hashes;

    @Inject
    MeterRegistry metrics;

    private final UUID shop = UUID.randomUUID();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void release() {
        letGo.countDown();
        threads.shutdown();
        await().atMost(SOON).until(threads::isTerminated);
    }

    @Test
    void who_comes_too_many_is_told_to_come_back_while_those_before_wait_for_a_core() {
        assertEquals(204, sent(setsAPin()).join().statusCode()); // what only the first one costs is paid
        CountDownLatch held = new CountDownLatch(CORES);
        for (int i = 0; i < CORES; i++) {
            threads.submit(() -> hashes.inTurn(() -> {
                held.countDown();
                return hang();
            }));
        }
        await().atMost(SOON).until(() -> held.getCount() == 0);

        double before = crowds();
        List<HttpRequest> requests = Stream.generate(this::setsAPin)
                .limit(WalletPins.MOST_AT_A_TIME + TOO_MANY)
                .toList();
        List<CompletableFuture<HttpResponse<String>>> all =
                requests.stream().map(CrowdedPinsIT::sent).toList();
        await().atMost(AT_ONCE).until(() -> count(all) == TOO_MANY);
        for (CompletableFuture<HttpResponse<String>> each : all) {
            if (each.isDone()) {
                HttpResponse<String> refused = each.join();
                assertEquals(503, refused.statusCode(), refused.body());
                assertEquals("2", refused.headers().firstValue("Retry-After").orElse("none"));
                assertTrue(refused.body().contains("https://tresen.io/problems/unavailable"), refused.body());
            }
        }
        assertEquals(before + TOO_MANY, crowds());

        letGo.countDown();
        assertEquals(
                WalletPins.MOST_AT_A_TIME,
                all.stream().filter(it -> it.join().statusCode() == 204).count());
        assertEquals(204, sent(setsAPin()).join().statusCode());
    }

    @Test
    void shoppers_who_send_many_keep_nobody_else_out() {
        UUID anna = withPin(UUID.randomUUID());
        UUID ben = withPin(UUID.randomUUID());
        // alike in the last bits of what a hash tells of them
        UUID carl = withPin(new UUID(anna.getMostSignificantBits(), anna.getLeastSignificantBits() ^ 1 << 20));
        WalletPins slow = new WalletPins(db, new Hanging());
        List<CompletableFuture<Void>> many = Stream.of(anna, ben)
                .flatMap(each -> IntStream.range(0, WalletPins.MOST_OF_ONE + TOO_MANY)
                        .mapToObj(
                                i -> CompletableFuture.runAsync(() -> slow.check(shop, each, "1111", "/pin"), threads)))
                .toList();
        await().atMost(AT_ONCE).until(() -> count(many) == 2 * TOO_MANY);
        many.stream().filter(CompletableFuture::isDone).forEach(CrowdedPinsIT::assertRefused);
        slow.check(shop, carl, "1234", "/pin");
        assertEquals(2 * TOO_MANY, count(many));

        letGo.countDown();
        assertEquals(
                2 * WalletPins.MOST_OF_ONE,
                many.stream().filter(CrowdedPinsIT::passes).count());
        slow.check(shop, anna, "1234", "/pin");
    }

    private double crowds() {
        return metrics.find("tresen.crowd.refused").tag("what", "pins").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private UUID withPin(UUID shopper) {
        pins.set(shop, shopper, "1234", null);
        return shopper;
    }

    private HttpRequest setsAPin() {
        UUID shopper = UUID.randomUUID();
        String token = TestTokens.shopper(shop, shopper, UUID.randomUUID()).mint();
        return HttpRequest.newBuilder(root.resolve("/payments/v1/wallets/" + shopper + "/pin"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"pin\": \"1234\"}"))
                .build();
    }

    private static CompletableFuture<HttpResponse<String>> sent(HttpRequest request) {
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long count(List<? extends CompletableFuture<?>> all) {
        return all.stream().filter(CompletableFuture::isDone).count();
    }

    private static void assertRefused(CompletableFuture<Void> check) {
        CompletionException why = assertThrows(CompletionException.class, check::join);
        assertEquals(503, ((RejectedException) why.getCause()).rejection().status());
    }

    private static boolean passes(CompletableFuture<Void> check) {
        return check.handle((none, refusal) -> refusal == null).join();
    }

    private boolean hang() {
        try {
            letGo.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
