package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static io.tresen.payment.PayForm.form;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpCommands;
import io.tresen.payment.topup.TopUpKey;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The card provider takes calls and answers none, and more shoppers want to pay than may: what does not need it goes on. */
@QuarkusTest
@TestProfile(HangingProviderIT.Patient.class)
class HangingProviderIT extends PaymentCallsUnderTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int TOO_MANY = 50;

    /** Shorter than the 5 s for which requests wait for a turn or a copy: what is refused by then stood in no line. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    /** A call hangs for as long as a test wants, and the janitor does not look at it meanwhile. */
    public static final class Patient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tresen.stripe.read-timeout", "120s", "tresen.payment.lease", "120s");
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    OrderRequests requests;

    @Inject
    TopUpCommands topUps;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "tresen.payment.card-places")
    int places;

    @ConfigProperty(name = "quarkus.thread-pool.max-threads")
    int threads;

    private final UUID neighbour = UUID.randomUUID();
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void release() {
        letGo.countDown();
    }

    @Test
    void who_comes_too_many_is_told_to_come_back_and_nothing_else_stands_still() {
        String mine = askedByCard();
        pay(mine, "pm_sandbox_requires_action").statusCode(200).body("status", equalTo("pending"));
        double refusedBefore = refused();
        double crowdBefore = crowds();
        stripe.before("/payment_intents", path -> hang());
        List<CompletableFuture<HttpResponse<String>>> hanging = pay(orders(places));
        await().atMost(SOON).until(() -> held(places));

        List<OrderPayments> tooMany = orders(TOO_MANY);
        assertToldToComeBack(pay(tooMany));
        tooMany.forEach(order ->
                assertInstanceOf(PaymentState.Open.class, now(order).last().state()));
        // a top-up takes one of the same places
        assertToldToComeBack(List.of(post("/payments/v1/top-up/" + topUp().payToken())));
        assertEquals(refusedBefore + TOO_MANY + 1, refused());
        // who sent the page's form is told so on the page
        String page = assertAnswered(503, "It is busy here right now", byForm(tooMany.get(0)))
                .body();
        assertTrue(page.contains("<form"), page);
        assertEquals(crowdBefore + TOO_MANY + 2, crowds());

        // an event comes in, the janitor speaks to the provider, an event goes out
        withdrawn("cancelled");
        await().atMost(SOON)
                .untilAsserted(() -> assertInstanceOf(
                        PaymentState.Cancelled.class, held().last().state()));
        told(PaymentCancelled.class);
        shop().queryParam("order_id", order)
                .get("/payments/v1/payments")
                .then()
                .statusCode(200)
                .body("data[0].status", equalTo("cancelled"));
        given().get("/payments/v1/pay/" + mine).then().statusCode(200);
        await().atMost(SOON).until(() -> given().get("/q/health/ready").statusCode() == 200);
        assertTrue(held(places));

        letGo.countDown();
        hanging.forEach(answer -> assertTrue(
                answer.join().body().contains("captured"), () -> answer.join().body()));
        await().atMost(SOON).until(() -> held(0));
        pay(tooMany.get(0).order().payToken(), "pm_card_visa").statusCode(200).body("status", equalTo("captured"));
    }

    @Test
    void who_would_claim_nothing_needs_no_place() {
        String key = UUID.randomUUID().toString();
        String paid = "/payments/v1/pay/" + anotherOrder().order().payToken();
        assertAnswered(200, "captured", post(paid, key));
        OrderPayments closed = anotherOrder();
        database.run(tx -> requests.withdraw(tx, OrderKey.of(closed.order()), "cancelled", null));
        stripe.before("/payment_intents", path -> hang());
        List<OrderPayments> first = orders(places);
        List<CompletableFuture<HttpResponse<String>>> hanging = pay(first);
        await().atMost(SOON).until(() -> held(places));
        double refusedBefore = refused();

        HttpResponse<String> replay = assertAnswered(200, "captured", post(paid, key));
        assertEquals("true", replay.headers().firstValue("Idempotency-Replayed").orElse("none"));
        assertAnswered(200, "captured", post(paid));
        assertAnswered(200, "pending", pay(first.subList(0, 1)).get(0));
        assertAnswered(404, "not-found", post("/payments/v1/pay/nobodys"));
        assertAnswered(404, "not-found", post("/payments/v1/top-up/nobodys"));
        assertAnswered(409, "not-payable", pay(List.of(closed)).get(0));
        assertEquals(refusedBefore, refused());
        assertToldToComeBack(pay(orders(1)));

        letGo.countDown();
        hanging.forEach(CompletableFuture::join);
        await().atMost(SOON).until(() -> held(0));
    }

    @Test
    void who_used_the_pages_form_is_told_so_on_the_page_in_their_language_and_can_send_it_again() {
        String mine = anotherOrder().order().payToken();
        stripe.before("/payment_intents", path -> hang());
        List<CompletableFuture<HttpResponse<String>>> hanging = pay(orders(places));
        await().atMost(SOON).until(() -> held(places));

        Map<String, String> words = Map.of("de", "Gerade ist viel los.", "en", "It is busy here right now.");
        words.forEach((language, said) -> form(language, mine, "pm_card_visa")
                .statusCode(503)
                .contentType(startsWith("text/html"))
                .body(containsString("data-state=\"PAYABLE\""), containsString("<p role=\"alert\">" + said))
                .body(containsString("<option value=\"pm_card_visa\">")));

        letGo.countDown();
        hanging.forEach(CompletableFuture::join);
        await().atMost(SOON).until(() -> held(0));
        form(mine, "pm_card_visa").statusCode(303);
    }

    @Test
    void shoppers_of_one_shop_keep_no_others_from_paying() {
        int share = places / 2;
        AtomicInteger stuck = new AtomicInteger();
        stripe.before("/payment_intents", path -> {
            if (stuck.getAndIncrement() < share) {
                hang();
            }
        });
        double refusedBefore = refused();
        List<CompletableFuture<HttpResponse<String>>> theirs = Stream.generate(() -> anotherOrder(neighbour))
                .limit(places)
                .map(this::pay)
                .toList();
        await().atMost(SOON).until(() -> stuck.get() >= share && held(share) && refused() == refusedBefore + share);

        pay(anotherOrder().order().payToken(), "pm_card_visa").statusCode(200).body("status", equalTo("captured"));
        assertToldToComeBack(List.of(pay(anotherOrder(neighbour))));

        letGo.countDown();
        theirs.forEach(CompletableFuture::join);
        await().atMost(SOON).until(() -> held(0));
        pay(anotherOrder(neighbour).order().payToken(), "pm_card_visa").body("status", equalTo("captured"));
    }

    @Test
    void an_event_is_handled_while_every_thread_of_requests_hangs() {
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < threads; i++) {
            Arc.container().getExecutorService().execute(() -> {
                taken.incrementAndGet();
                hang();
            });
        }
        await().atMost(SOON).until(() -> taken.get() == threads);
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        told(PaymentPending.class);
    }

    private void hang() {
        try {
            letGo.await(90, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** So many orders ask to be paid by card, and did not say so by an event: every other one another shop's, as one shop has half. */
    private List<OrderPayments> orders(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> anotherOrder(i % 2 == 0 ? business : neighbour))
                .toList();
    }

    private OrderPayments anotherOrder() {
        return anotherOrder(business);
    }

    private OrderPayments anotherOrder(UUID shop) {
        PaymentOrder asked = Orders.askedByCard(UUID.randomUUID(), shop);
        database.run(tx -> requests.request(tx, asked, null));
        return database.read(tx -> payments.find(tx, OrderKey.of(asked))).orElseThrow();
    }

    private TopUp topUp() {
        TopUpKey key = new TopUpKey(business, UUID.randomUUID());
        return database.inTransaction(
                tx -> topUps.begin(tx, key, UUID.randomUUID(), new Money(2_500, "EUR"), "EUR", By.SYSTEM));
    }

    private OrderPayments now(OrderPayments order) {
        return database.read(tx -> payments.find(tx, OrderKey.of(order.order())))
                .orElseThrow();
    }

    private List<CompletableFuture<HttpResponse<String>>> pay(List<OrderPayments> orders) {
        return orders.stream().map(this::pay).toList();
    }

    private CompletableFuture<HttpResponse<String>> pay(OrderPayments order) {
        return post("/payments/v1/pay/" + order.order().payToken());
    }

    private CompletableFuture<HttpResponse<String>> post(String path) {
        return post(path, UUID.randomUUID().toString());
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String key) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}"))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> byForm(OrderPayments order) {
        HttpRequest request = HttpRequest.newBuilder(
                        root.resolve("/payments/v1/pay/" + order.order().payToken()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString("method=card&card_token=pm_card_visa"))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** All of them, now: not once the provider answers, nor once somebody has waited in vain. */
    private static void assertToldToComeBack(List<CompletableFuture<HttpResponse<String>>> answers) {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(AT_ONCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> refused = assertAnswered(503, "https://tresen.io/problems/unavailable", answer);
            assertEquals("2", refused.headers().firstValue("Retry-After").orElse("none"));
        }
    }

    /** Now, and not once the provider answers. */
    private static HttpResponse<String> assertAnswered(
            int status, String word, CompletableFuture<HttpResponse<String>> coming) {
        HttpResponse<String> answer =
                coming.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(word), answer.body());
        return answer;
    }

    private boolean held(int wanted) {
        return metrics.get("tresen.payment.card.places.held").gauge().value() == wanted;
    }

    private double crowds() {
        return metrics.find("tresen.crowd.refused").tag("what", "card-places").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double refused() {
        return metrics.get("tresen.payment.card.places.refused").counter().count();
    }
}
