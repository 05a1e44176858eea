package io.tresen.local.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    @TempDir
    static Path directory;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<Integer, AtomicLong> CLOCKS = new ConcurrentHashMap<>();
    private static final AtomicLong UPLOADED = new AtomicLong();
    private static final ConcurrentLinkedQueue<String> FAULTS = new ConcurrentLinkedQueue<>();

    private static Vertx vertx;
    private static Gateway gateway;
    private static int first;
    private static int second;
    private static int dead;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        first = service();
        second = service();
        try (ServerSocket closedAgain = new ServerSocket(0)) {
            dead = closedAgain.getLocalPort();
        }
        Map<String, List<Integer>> replicas = Map.of(
                "catalog", List.of(first),
                "chat", List.of(first),
                "order", List.of(first, dead, second),
                "payment", List.of(dead),
                "notification", List.of(first));
        gateway = new Gateway(new GatewaySettings(0, replicas, first, directory.resolve("clock")));
        join(vertx.deployVerticle(gateway));
    }

    @AfterAll
    static void stop() {
        join(vertx.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static int service() {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("tresen-token"));
        server.requestHandler(request -> serve(request, server.actualPort()));
        server.webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        join(server.listen(0, "127.0.0.1"));
        return server.actualPort();
    }

    private static void serve(HttpServerRequest request, int port) {
        if (request.path().equals("/local/clock")) {
            request.body().onSuccess(body -> {
                CLOCKS.computeIfAbsent(port, p -> new AtomicLong())
                        .set(body.toJsonObject().getLong("offset_s"));
                request.response().end("{}");
            });
        } else if (request.path().equals("/sandbox/faults")) {
            request.body().onSuccess(body -> {
                FAULTS.add(body.toJsonObject().getString("provider"));
                request.response().end(body);
            });
        } else if (request.path().equals("/catalog/v1/imports")) {
            request.handler(chunk -> UPLOADED.addAndGet(chunk.length()));
            request.endHandler(end -> request.response().setStatusCode(202).end());
        } else if (request.path().equals("/catalog/cut")) {
            request.response().setChunked(true).write("half ");
            vertx.setTimer(50, t -> request.connection().close());
        } else if (request.path().equals("/catalog/early")) {
            request.response().setStatusCode(401).end("no");
        } else if (request.path().equals("/catalog/hangs-up")) {
            request.connection().close();
        } else {
            request.response()
                    .putHeader("X-Uri", request.uri())
                    .putHeader("X-Port", Integer.toString(port))
                    .putHeader("X-Host", String.valueOf(request.getHeader("X-Forwarded-Host")))
                    .putHeader("X-Expect", String.valueOf(request.getHeader("X-Claim")))
                    .end("ok");
        }
    }

    private static URI uri(String target) {
        return URI.create("http://localhost:" + gateway.port() + target);
    }

    private static HttpResponse<String> get(String target) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String target, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(target))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElseThrow());
        JsonObject body = new JsonObject(response.body());
        assertEquals("https://tresen.io/problems/" + code, body.getString("type"));
        assertEquals(status, body.getInteger("status"));
    }

    @Test
    void theTargetIsPassedOnByteForByte() throws Exception {
        String target = "/catalog/v1/products/a%2Fb%20%25?q=%C3%A4+x&empty=";
        HttpResponse<String> response = get(target);
        assertEquals(target, response.headers().firstValue("X-Uri").orElseThrow());
        assertEquals(
                "localhost:" + gateway.port(),
                response.headers().firstValue("X-Host").orElseThrow());
        assertEquals(
                "/v23.0/1/messages",
                get("/v23.0/1/messages").headers().firstValue("X-Uri").orElseThrow());
    }

    @Test
    void aHeadAnswerHasNoBody() throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(uri("/catalog/x"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
    }

    @Test
    void replicasTakeTurnsAndADeadOneIsPassedOver() throws Exception {
        Set<String> seen = IntStream.range(0, 12)
                .mapToObj(i -> {
                    try {
                        HttpResponse<String> response = get("/orders/v1/orders");
                        assertEquals(200, response.statusCode());
                        return response.headers().firstValue("X-Port").orElseThrow();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
        assertEquals(Set.of(Integer.toString(first), Integer.toString(second)), seen);
    }

    @Test
    void aServiceThatIsAwayOrHangsUpIs503AndNeverTriedTwice() throws Exception {
        HttpResponse<String> away = get("/payments/v1/payments");
        assertProblem(503, "unavailable", away);
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        assertProblem(503, "unavailable", post("/catalog/hangs-up", "{}"));
    }

    @Test
    void nothingButTheRoutesIsServed() throws Exception {
        assertProblem(404, "not-found", get("/"));
        assertProblem(404, "not-found", get("/q/health"));
        assertProblem(404, "not-found", get("/catalog/%2e%2e/q/metrics"));
        assertProblem(404, "not-found", get("/demo/%2e%2e%2fsecret.svg"));
        assertProblem(404, "not-found", get("/demo/none.svg"));
    }

    @Test
    void anImportOf100MbIsStreamedAndOneByteMoreRefused() throws Exception {
        UPLOADED.set(0);
        HttpRequest declared = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT)), Exchange.BODY_LIMIT))
                .build();
        assertEquals(202, HTTP.send(declared, BodyHandlers.ofString()).statusCode());
        assertEquals(Exchange.BODY_LIMIT, UPLOADED.get());

        HttpRequest chunked = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT + 1)))
                .build();
        assertProblem(413, "content-too-large", HTTP.send(chunked, BodyHandlers.ofString()));
        HttpRequest tooMuch = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT + 1)), Exchange.BODY_LIMIT + 1))
                .build();
        assertProblem(413, "content-too-large", HTTP.send(tooMuch, BodyHandlers.ofString()));
    }

    private static InputStream zeros(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int size) {
                int read = (int) Math.min(size, left);
                left -= read;
                return read == 0 && size > 0 ? -1 : read;
            }
        };
    }

    @Test
    void anEarlyRefusalReachesAClientThatIsStillSending() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/catalog/early"))
                .POST(BodyPublishers.ofInputStream(() -> zeros(5_000_000)))
                .build();
        assertEquals(401, HTTP.send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void anAnswerCutShortNeverLooksWhole() {
        assertThrows(IOException.class, () -> get("/catalog/cut"));
    }

    @Test
    void aClientThatExpectsToBeAskedIsAsked() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /catalog/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                            + "Connection: X-Claim\r\nX-Claim: mine\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int read = socket.getInputStream().read(answer);
            assertTrue(new String(answer, 0, read, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 100 Continue"));
            out.write("{}".getBytes(StandardCharsets.US_ASCII));
            read = socket.getInputStream().read(answer);
            String head = new String(answer, 0, read, StandardCharsets.US_ASCII);
            assertTrue(head.startsWith("HTTP/1.1 200 OK"), head);
            assertTrue(head.contains("X-Expect: null"), "a header named by Connection belongs to that connection");
        }
    }

    @Test
    void aWebSocketPassesWithItsSubprotocol() {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(gateway.port())
                .setURI("/chat/v1/conversations/1/stream")
                .addSubProtocol("tresen-token");
        WebSocket socket = join(vertx.createWebSocketClient().connect(options));
        assertEquals("tresen-token", socket.subProtocol());
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        socket.textMessageHandler(heard::add);
        socket.writeTextMessage("one");
        socket.writeTextMessage("x".repeat(50_000));
        await().atMost(5, SECONDS).until(heard::size, is(2));
        assertEquals("echo one", heard.poll());
        join(socket.close());
    }

    @Test
    void theClockAddsUpIsKeptAndReachesEveryRunningService() throws Exception {
        HttpResponse<String> response = post("/local/clock", "{\"advance_s\": 3600}");
        assertEquals(200, response.statusCode());
        Instant now = Instant.parse(new JsonObject(response.body()).getString("now"));
        assertTrue(Duration.between(Instant.now().plusSeconds(3600), now).abs().toSeconds() < 5);
        assertEquals(200, post("/local/clock", "{\"advance_s\": 60}").statusCode());
        assertEquals(3660, CLOCKS.get(first).get());
        assertEquals(3660, CLOCKS.get(second).get());
        assertNull(CLOCKS.get(dead));
        assertEquals("3660\n", Files.readString(directory.resolve("clock")));

        assertProblem(422, "invalid-fields", post("/local/clock", "{\"advance_s\": -1}"));
        assertProblem(400, "malformed-request", post("/local/clock", "{\"advance_s\": \"60\"}"));
        assertProblem(400, "malformed-request", post("/local/clock", "{\"advance_s\": 1.5}"));
        assertProblem(400, "malformed-request", post("/local/clock", "[]"));
        assertEquals(3660, new JsonObject(get("/local/clock").body()).getInteger("offset_s"));
    }

    @Test
    void theFaultSwitchReachesTheSandbox() throws Exception {
        HttpResponse<String> response = post("/local/faults", "{\"provider\": \"decline\"}");
        assertEquals(200, response.statusCode());
        assertEquals("decline", new JsonObject(response.body()).getString("provider"));
        assertTrue(FAULTS.contains("decline"));
        assertProblem(422, "invalid-fields", post("/local/faults", "{\"provider\": \"fire\"}"));
        assertProblem(405, "method-not-allowed", get("/local/faults"));
    }
}
