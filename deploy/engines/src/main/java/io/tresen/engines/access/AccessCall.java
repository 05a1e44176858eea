package io.tresen.engines.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Sends a row's request. */
final class AccessCall {

    private static final String BASE64 = "base64:";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    AccessCall(URI base) {
        this.base = base;
    }

    /** @param token null for none; @param body null for the row's own */
    HttpResponse<String> send(AccessRow row, String token, Map<String, String> things, String body) {
        String query = row.query().isEmpty() ? "" : "?" + AccessRow.filled(row.query(), things);
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(AccessRow.filled(row.path(), things) + query))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("X-Forwarded-For", address());
        String text = AccessRow.filled(body == null ? row.body() : body, things);
        if (!text.isEmpty() && !row.headers().containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        row.headers().forEach((name, value) -> request.setHeader(name, AccessRow.filled(value, things)));
        if (row.method().equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        byte[] bytes = text.startsWith(BASE64)
                ? Base64.getDecoder().decode(text.substring(BASE64.length()))
                : text.getBytes(StandardCharsets.UTF_8);
        request.method(row.method(), bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(row.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Another each time (RFC 2544's range): so many tries of one address are refused as tries. */
    private static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "198." + random.nextInt(18, 20) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
