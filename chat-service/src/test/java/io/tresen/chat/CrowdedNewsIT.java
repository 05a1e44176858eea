package io.tresen.chat;

import static io.tresen.chat.ConnectedShop.contact;
import static io.tresen.chat.ConnectedShop.message;
import static io.tresen.chat.ConnectedShop.tap;
import static io.tresen.chat.ConnectedShop.whole;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More messages show a product just created than may wait for the news of it: nothing is decided about those that can't. */
@QuarkusTest
@TestProfile(CrowdedNewsIT.FewPlaces.class)
class CrowdedNewsIT extends OnWhatsApp {

    private static final int PLACES = 5;

    /** Of one shopper (ADR 24). */
    private static final int OF_A_SHOPPER = 4;

    private static final Duration LONG = Duration.ofSeconds(60);

    /** To wait for a copy. */
    public static final class FewPlaces implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            String all = Integer.toString(PLACES);
            return Map.of("tresen.waiting.places", all, "tresen.waiting.places-of-a-business", all);
        }
    }

    @Inject
    Neighbours neighbours;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean over;

    @AfterEach
    void end() {
        over = true;
        threads.shutdown();
        await().atMost(LONG).until(threads::isTerminated);
    }

    @Test
    void anAppsMessageThatCannotWaitIsToldToComeAgain() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().consenting().says("hello");
        CompletableFuture<Void> others = others(PLACES, i -> show(app, ada, "ghost"));
        Response refused = refused(503, () -> show(app, ada, "cup"));
        refused.then().header("Retry-After", "2").body("error.type", equalTo("OAuthException"));
        over = true;
        others.join();
        neighbours.product(app.business().businessId(), "cup", "Cup", 900);
        CloudApi.taken(show(app, ada, "cup"));
    }

    private static Response show(CloudApi app, Talker to, String retailerId) {
        return app.send(
                to.waId(),
                "interactive",
                "'interactive': {'type': 'product', 'action': {'catalog_id': 'c', 'product_retailer_id': '" + retailerId
                        + "'}}");
    }

    @Test
    void aShoppersFifthThatCannotWaitIsNotAnsweredButTakenWhenItComesAgain() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().consenting().says("hello");
        CompletableFuture<Void> others = others(OF_A_SHOPPER, i -> ada.post(Talker.tap("product:ghost", null)));
        AtomicReference<String> key = new AtomicReference<>();
        refused(429, () -> {
                    key.set(UUID.randomUUID().toString());
                    return ada.post(key.get(), Talker.tap("product:cup", null));
                })
                .then()
                .header("Retry-After", "2")
                .body("type", endsWith("/too-many-requests"));
        over = true;
        others.join();
        neighbours.product(shop.businessId(), "cup", "Cup", 900);
        ada.post(key.get(), Talker.tap("product:cup", null))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
        assertTrue(ada.last().toString().contains("add:cup"), ada::text);
    }

    @Test
    void whatMetaDeliversThatCannotWaitIsTakenWhenItComesAgain() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String[] phones = Stream.generate(OnWhatsApp::phone).limit(PLACES + 1).toArray(String[]::new);
        for (String phone : phones) {
            shop.hears(phone, tap("menu:cart", null)); // held until the terms are accepted
            shop.hears(phone, tap("consent:accept", null));
        }
        CompletableFuture<Void> others = others(PLACES, i -> deliver(shop, body(shop, phones[i], "product:ghost")));
        String ada = phones[PLACES];
        AtomicReference<String> body = new AtomicReference<>();
        refused(503, () -> {
                    body.set(body(shop, ada, "product:cup"));
                    return shop.deliver(body.get());
                })
                .then()
                .header("Retry-After", "2");
        over = true;
        others.join();
        neighbours.product(shop.businessId(), "cup", "Cup", 900);
        deliver(shop, body.get());
        await().atMost(LONG).until(() -> meta.to(ada).stream()
                .anyMatch(it -> it.body().toString().contains("add:cup")));
    }

    private static String body(ConnectedShop shop, String phone, String choice) {
        return whole(shop.entry(contact(phone, "Ada") + ", 'messages': ["
                + message(phone, "wamid.IN" + UUID.randomUUID(), tap(choice, null)) + "]"));
    }

    private static void deliver(ConnectedShop shop, String body) {
        shop.deliver(body).then().statusCode(200);
    }

    /** So many wait, one after the other, for what does not come, until it is over. */
    private CompletableFuture<Void> others(int count, Consumer<Integer> wait) {
        return CompletableFuture.allOf(IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            while (!over) {
                                wait.accept(i);
                            }
                        },
                        threads))
                .toArray(CompletableFuture[]::new));
    }

    /** Whoever comes between two of the others waits too, and is answered when the time is over. */
    private static Response refused(int status, Supplier<Response> request) {
        return await().atMost(LONG).until(request::get, answer -> answer.statusCode() == status);
    }
}
