package io.tresen.messaging.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import io.tresen.messaging.webhook.WebhookCalls.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to real servers that do not do what one hopes for. */
class WebhookCallsTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws Exception {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerIsItsStatusAndTheBeginningOfItsBody() throws Exception {
        int port = serve(
                new HttpServerOptions(),
                request -> request.response().setStatusCode(201).end("fine"));
        Outcome outcome = post("http://localhost:" + port + "/hook?a=b");
        assertEquals(201, outcome.status());
        assertArrayEquals("fine".getBytes(UTF_8), outcome.body());
        assertNull(outcome.error());
        assertEquals(List.of("POST /hook?a=b localhost:" + port + " {}"), seen);
    }

    @Test
    void elsewhereThanOnTheLocalPlatformANameOfOurOwnNetworkIsNotConnectedTo() throws Exception {
        int port = serve(new HttpServerOptions(), request -> request.response().end());
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]")) {
            WebhookUrl url =
                    WebhookUrl.read("https://" + host + ":" + port + "/", false).orElseThrow();
            assertEquals(
                    "address-refused",
                    result(new WebhookCalls(vertx, false), url).error(),
                    host);
        }
        assertEquals(List.of(), seen);
    }

    @Test
    void aFileIsFetchedWholeOrNotAtAll() throws Exception {
        int port = serve(new HttpServerOptions(), request -> {
            switch (request.path()) {
                case "/fine" -> request.response().end("0123456789");
                case "/large" -> request.response().end("0123456789!");
                case "/drops" ->
                    request.response().setChunked(true).write("01234").onSuccess(sent -> request.connection()
                            .close());
                case "/hangs" -> request.response().setChunked(true).write("01234");
                case "/moved" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "/fine")
                            .end("elsewhere");
                default -> request.response().setStatusCode(404).end("nothing");
            }
        });
        Fetched fine = fetch(port, "/fine");
        assertEquals(200, fine.status());
        assertArrayEquals("0123456789".getBytes(UTF_8), fine.body());
        assertEquals("body-too-large", fetch(port, "/large").error());
        assertEquals("unreachable", fetch(port, "/drops").error());
        assertEquals("timeout", fetch(port, "/hangs").error());
        Fetched moved = fetch(port, "/moved");
        assertEquals(302, moved.status());
        assertEquals("/fine", moved.location());
        assertEquals(0, moved.body().length);
        assertEquals(404, fetch(port, "/else").status());
        WebhookUrl ours =
                WebhookUrl.read("https://localhost:" + port + "/fine", false).orElseThrow();
        assertEquals(
                "address-refused",
                new WebhookCalls(vertx, false)
                        .fetch(ours, 10, 1_000)
                        .get(5, TimeUnit.SECONDS)
                        .error());
    }

    private Fetched fetch(int port, String path) throws Exception {
        WebhookUrl url =
                WebhookUrl.read("http://localhost:" + port + path, true).orElseThrow();
        return new WebhookCalls(vertx, true).fetch(url, 10, 1_000).get(5, TimeUnit.SECONDS);
    }

    @Test
    void aNameThatNobodyHasAndAPortThatNobodyListensOnAreFailures() throws Exception {
        assertEquals("unknown-host", post("http://no-such-host.invalid/").error());
        int port = serve(new HttpServerOptions(), request -> {});
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        Vertx other = Vertx.vertx();
        try {
            WebhookUrl url =
                    WebhookUrl.read("http://127.0.0.1:" + port + "/", true).orElseThrow();
            assertEquals(
                    "unreachable", result(new WebhookCalls(other, true), url).error());
        } finally {
            other.close();
        }
    }

    @Test
    void whoeverDoesNotAnswerInFiveSecondsHasNotAnswered() throws Exception {
        int port = serve(new HttpServerOptions(), request -> {});
        long start = System.nanoTime();
        assertEquals("timeout", post("http://127.0.0.1:" + port + "/").error());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(took >= 4_500 && took < 6_500, took + " ms");
    }

    @Test
    void aStatusCountsEvenWhereTheBodyDripsForEver() throws Exception {
        int port = serve(new HttpServerOptions(), request -> {
            request.response().setChunked(true).write("a");
            long timer = vertx.setPeriodic(50, id -> request.response().write("a"));
            request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
        });
        assertEquals(200, post("http://127.0.0.1:" + port + "/").status());
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        byte[] much = new byte[10_000_000];
        int port = serve(
                new HttpServerOptions(), request -> request.response().end(io.vertx.core.buffer.Buffer.buffer(much)));
        long start = System.nanoTime();
        Outcome outcome = post("http://127.0.0.1:" + port + "/");
        assertEquals(200, outcome.status());
        assertEquals(1_024, outcome.body().length);
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 3_000);
    }

    @Test
    void aRedirectIsAnAnswerLikeAnother() throws Exception {
        int port = serve(new HttpServerOptions(), request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end());
        Outcome outcome = post("http://127.0.0.1:" + port + "/");
        assertEquals(302, outcome.status());
        assertFalse(outcome.isFine());
        assertEquals(1, seen.size());
    }

    @Test
    void theCertificateIsCheckedAgainstTheNameThoughTheConnectionGoesToAnAddress() throws Exception {
        Path store = certificateFor("localhost");
        int port = serve(
                new HttpServerOptions()
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword("changeit")),
                request -> request.response().end());
        assertEquals("tls-failed", post("https://localhost:" + port + "/").error());
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        assertEquals(200, post("https://localhost:" + port + "/").status());
        assertEquals("tls-failed", post("https://127.0.0.1:" + port + "/").error());
    }

    /** A key store with a self-signed certificate, which may serve as trust store too. */
    private Path certificateFor(String name) throws IOException, InterruptedException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-ext",
                        "bc=ca:true",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        return store;
    }

    private int serve(HttpServerOptions options, Consumer<HttpServerRequest> answer) throws Exception {
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> {
                    seen.add(request.method() + " " + request.uri() + " " + request.authority() + " " + body);
                    answer.accept(request);
                }));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS)
                .actualPort();
    }

    private Outcome post(String url) throws Exception {
        return result(new WebhookCalls(vertx, true), WebhookUrl.read(url, true).orElseThrow());
    }

    private static Outcome result(WebhookCalls calls, WebhookUrl url) throws Exception {
        return calls.post(url, "{}".getBytes(UTF_8), Map.of()).get(10, TimeUnit.SECONDS);
    }
}
