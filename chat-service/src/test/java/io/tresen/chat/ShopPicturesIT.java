package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that shops keep elsewhere, from our own origin. */
@QuarkusTest
class ShopPicturesIT extends OnEngines {

    private static final byte[] PNG = png(500);
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private HttpServer host;

    private static byte[] png(int size) {
        byte[] bytes = new byte[size];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, 0, bytes, 0, 8);
        return bytes;
    }

    @BeforeEach
    void open() throws Exception {
        host = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        letGo.countDown();
        vertx.close();
    }

    private void serve(HttpServerRequest request) {
        asked.add(request.path());
        switch (request.path().replaceAll("-.*", "")) {
            case "/a.png" ->
                request.response().putHeader("Content-Type", "text/html").end(Buffer.buffer(PNG));
            case "/slow" ->
                vertx.executeBlocking(() -> letGo.await(10, TimeUnit.SECONDS), false)
                        .onComplete(go -> request.response().end(Buffer.buffer(PNG)));
            case "/a.svg" -> request.response().end(SVG);
            case "/large.png" -> request.response().end(Buffer.buffer(png((5 << 20) + 1)));
            case "/moved.png" ->
                request.response()
                        .setStatusCode(301)
                        .putHeader("Location", "/a.png")
                        .end();
            case "/round.png" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/round.png")
                        .end();
            case "/page" ->
                request.response().putHeader("Content-Type", "image/png").end("<html>no picture</html>");
            default -> request.response().setStatusCode(404).end();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + host.actualPort() + path;
    }

    @Test
    void aProductsPictureComesFromOurOriginAndCanDoNothing() {
        Api shop = Api.register("en");
        product(shop, "tee", url("/a.png"));
        Response picture = awaitPicture(shop, "tee", url("/a.png"));
        picture.then()
                .contentType("image/png")
                .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", containsString("max-age="));
        assertArrayEquals(PNG, picture.asByteArray());
        picture(shop, "product", "tee", url("/a.png")).then().statusCode(200);
        given().queryParam("product", "tee")
                .queryParam("url", url("/a.png"))
                .header("If-None-Match", picture.header("ETag"))
                .get(path(shop))
                .then()
                .statusCode(304);
        assertEquals(List.of("/a.png"), asked, "kept after the first time");
        shown(shop, "svg", "/a.svg")
                .then()
                .contentType("image/svg+xml")
                .header("Content-Security-Policy", containsString("sandbox"));
        shown(shop, "moved", "/moved.png").then().contentType("image/png");
    }

    @Test
    void onlyWhatTheShopReallyShowsIsFetched() {
        Api shop = Api.register("en");
        Api other = Api.register("en");
        product(shop, "tee", url("/a.png"));
        awaitPicture(shop, "tee", url("/a.png"));
        asked.clear();
        refused(picture(shop, "product", "tee", url("/a.png?x")));
        refused(picture(shop, "product", "mug", url("/a.png")));
        refused(picture(other, "product", "tee", url("/a.png")));
        given().queryParam("product", "tee")
                .queryParam("url", url("/a.png"))
                .get("/chat/v1/shops/nobody-here/pictures")
                .then()
                .statusCode(404);
        Talker ada = shop.shopper();
        String link = "{\"link\": \"" + url("/a.png-ada") + "\"}";
        ada.post("{\"type\": \"text\", \"text\": {\"body\": \"look\", \"image\": " + link + "}, \"image\": " + link
                        + ", \"context\": {\"referred_product\": {\"product_retailer_id\": \"tee\", \"header\": " + link
                        + "}}}")
                .then()
                .statusCode(201);
        JsonNode own = ada.history().get(0);
        refused(picture(shop, "message", own.path("id").asText(), url("/a.png-ada")));
        assertEquals("look", own.at("/message/text/body").asText());
        assertEquals(
                "tee",
                own.at("/message/context/referred_product/product_retailer_id").asText());
        assertFalse(own.toString().contains("link"), "what only the sender says is not kept: " + own);
        // the wall itself, whatever is kept
        database.run(tx -> tx.update(
                "update message set body = body || $3::jsonb where business_id = $1 and message_id = $2",
                shop.businessId(),
                own.path("id").asText(),
                new JsonObject("{\"image\": " + link + "}")));
        refused(picture(shop, "message", own.path("id").asText(), url("/a.png-ada")));
        given().get(path(shop)).then().statusCode(400);
        given().queryParam("url", url("/a.png")).get(path(shop)).then().statusCode(400);
        given().queryParam("url", "x".repeat(2_001))
                .queryParam("product", "tee")
                .get(path(shop))
                .then()
                .statusCode(400);
        assertEquals(List.of(), asked);
    }

    @Test
    void aPictureThatTheShopSentIsFetchedByItsMessage() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String sent = app.sent(ada.waId(), "image", "'image': {'link': '" + url("/a.png-sent") + "'}");
        picture(app.business(), "message", sent, url("/a.png-sent")).then().statusCode(200);
        refused(picture(app.business(), "message", sent, url("/a.png-other")));
        refused(picture(Api.register("en"), "message", sent, url("/a.png-sent")));
    }

    @Test
    void whatIsNoPictureTooLargeOrGoneIsNotShownAndNotAskedForAgainAtOnce() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        for (String path : List.of("/page", "/large.png", "/gone.png", "/round.png")) {
            String sent = app.sent(ada.waId(), "image", "'image': {'link': '" + url(path) + "'}");
            for (int i = 0; i < 2; i++) {
                refused(picture(app.business(), "message", sent, url(path)));
            }
        }
        assertEquals(1, asked.stream().filter("/page"::equals).count());
        assertEquals(1, asked.stream().filter("/large.png"::equals).count());
        assertEquals(4, asked.stream().filter("/round.png"::equals).count(), "three redirects, once");
    }

    @Test
    void manyWhoLookAtOnceCostOneFetch() throws Exception {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        String sent = app.sent(ada.waId(), "image", "'image': {'link': '" + url("/slow") + "'}");
        ExecutorService lookers = Executors.newFixedThreadPool(10);
        List<Future<Response>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(lookers.submit(() -> picture(app.business(), "message", sent, url("/slow"))));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> asked.contains("/slow"));
        letGo.countDown();
        for (Future<Response> one : all) {
            one.get().then().statusCode(200);
        }
        lookers.shutdown();
        assertEquals(List.of("/slow"), asked);
    }

    private static String path(Api shop) {
        return "/chat/v1/shops/" + shop.handle() + "/pictures";
    }

    private static Response picture(Api shop, String of, String id, String url) {
        return given().queryParam(of, id).queryParam("url", url).get(path(shop));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(404).contentType("application/problem+json").body("type", endsWith("/not-found"));
    }

    private void product(Api shop, String retailerId, String url) {
        neighbours.pictured(shop.businessId(), retailerId, url);
    }

    /** Under another address after a while: what a busy machine did not fetch in time is not asked for again for minutes. */
    private Response shown(Api shop, String retailerId, String path) {
        AtomicInteger tries = new AtomicInteger();
        String[] address = new String[1];
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            if (tries.getAndIncrement() % 100 == 0) {
                address[0] = url(path + "-" + tries.get());
                product(shop, retailerId, address[0]);
            }
            return picture(shop, "product", retailerId, address[0]).statusCode() == 200;
        });
        return picture(shop, "product", retailerId, address[0]);
    }

    private static Response awaitPicture(Api shop, String retailerId, String url) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> picture(shop, "product", retailerId, url).statusCode() == 200);
        return picture(shop, "product", retailerId, url);
    }
}
