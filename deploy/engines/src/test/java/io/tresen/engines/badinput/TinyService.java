package io.tresen.engines.badinput;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tresen.engines.access.Callers;
import io.tresen.engines.access.OpenApiFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what it is told to, with a table and a file of two operations. */
final class TinyService implements AutoCloseable {

    static final String TABLE =
            """
            PUT  /coats/{coat}   po  200 {"title": "Loden", "price": {"amount_minor": 100}, "sizes": [38, 40], "kind": "warm", "id": "6f9619ff-8b86-4011-b42d-00c04fc964ff"}
            POST /coats          po  201 {"title": "Loden"}
            GET  /coats          -   200
            """;

    static final OpenApiFile FILE = OpenApiFile.of(
            """
            {"paths": {
               "/coats/{coat}": {"put": {"requestBody": {"content": {"application/json": {"schema":
                 {"$ref": "#/components/schemas/Coat"}}}}}},
               "/coats": {"get": {"parameters": [{"name": "colour", "in": "query"}]}, "post": {"parameters": [
                 {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}}]}}},
             "components": {"schemas": {
               "Money": {"type": "object", "properties": {"amount_minor": {"type": "integer", "format": "int64"}}},
               "Coat": {"type": "object", "properties": {"title": {"type": "string", "minLength": 1, "maxLength": 40},
                 "price": {"$ref": "#/components/schemas/Money"}, "sizes": {"type": "array", "maxItems": 9,
                 "items": {"type": ["integer", "null"], "minimum": 30, "maximum": 60}},
                 "id": {"type": "string", "format": "uuid"}, "kind": {"type": "string", "enum": ["warm"]}}}}}}""");

    static final Scene SCENE = new Scene(
            new Callers("prog", "own", "agent", "shop", "s2", "p2", "o2", "a2", "s3", "revoked"), Map.of("coat", "c1"));

    static final String PROBLEM =
            "{\"type\": \"https://tresen.io/problems/malformed-json\", \"title\": \"T\", \"status\": 400,"
                    + " \"errors\": [{\"pointer\": \"\", \"detail\": \"d\"}]}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    /** What a request is answered; null ends the connection without an answer. */
    interface Behaviour {
        Said to(HttpExchange request) throws IOException;
    }

    /** @param retryAfter whether it says that one may ask again */
    record Said(int status, String type, String text, boolean retryAfter) {

        Said(int status, String type, String text) {
            this(status, type, text, false);
        }

        static Said busy() {
            return new Said(503, "application/problem+json", PROBLEM.replace("400", "503"), true);
        }

        static Said problem() {
            return new Said(400, "application/problem+json", PROBLEM);
        }

        static Said done() {
            return new Said(200, "application/json", "{}");
        }
    }

    TinyService(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Said said = behaviour.to(exchange);
                if (said != null) {
                    byte[] body = said.text().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", said.type());
                    if (said.retryAfter()) {
                        exchange.getResponseHeaders().set("Retry-After", "1");
                    }
                    exchange.sendResponseHeaders(said.status(), body.length);
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
    }

    List<String> play(int count) {
        Generator generator = new Generator(TABLE, FILE, BadInput::movesTheClock, 7);
        return new BadInput.Part(0, count).play(server.getAddress().getPort(), generator, SCENE);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
