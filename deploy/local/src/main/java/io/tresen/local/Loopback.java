package io.tresen.local;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP to our own processes; never through a proxy that the machine may have. */
final class Loopback {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Loopback() {}

    /** Whether a GET is answered with 200 within 5 s. */
    static boolean ok(int port, String path) {
        try {
            return send("GET", port, path, null).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    static HttpResponse<String> get(int port, String path) throws IOException {
        return send("GET", port, path, null);
    }

    static HttpResponse<String> put(int port, String path, JsonObject body) throws IOException {
        return send("PUT", port, path, body);
    }

    private static HttpResponse<String> send(String method, int port, String path, JsonObject body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
