package io.tresen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in front of two small services, one of which serves as the payment sandbox too. */
abstract class GatewayTestBed {

    @TempDir
    static Path directory;

    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final Map<Integer, AtomicLong> CLOCKS = new ConcurrentHashMap<>();
    static final AtomicLong UPLOADED = new AtomicLong();
    static final ConcurrentLinkedQueue<String> FAULTS = new ConcurrentLinkedQueue<>();

    static Vertx vertx;
    static Gateway gateway;
    static int first;
    static int second;
    static int dead;

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

    static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    static int service() {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("tresen-token"));
        server.requestHandler(request -> serve(request, server.actualPort()));
        server.webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        join(server.listen(0, "127.0.0.1"));
        return server.actualPort();
    }

    static void serve(HttpServerRequest request, int port) {
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
        } else if (request.path().endsWith("/hangs-up")) {
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

    static URI uri(String target) {
        return URI.create("http://localhost:" + gateway.port() + target);
    }

    static HttpResponse<String> get(String target) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> post(String target, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(target))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    static void assertProblem(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElseThrow());
        JsonObject body = new JsonObject(response.body());
        assertEquals("https://tresen.io/problems/" + code, body.getString("type"));
        assertEquals(status, body.getInteger("status"));
    }
}
