package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Calls the platform as a stranger would: JSON in, JSON out, a bearer token, an idempotency key. A call with a key is
 * repeated with the same key while the platform answers 502, 503 or not at all, as a careful client does.
 */
public final class Http {

    /** Status, headers and body of an answer; the body is a null node where there is none. */
    public record Answer(int status, HttpResponse<String> response, JsonNode body) {

        /** The body, when the status is the expected one. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " of "
                        + response.request().method() + " " + response.uri() + ", got " + status + ": " + body);
            }
            return body;
        }

        /** A header's value, or null. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** On a busy machine a service that is ended again and again serves for moments only. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String origin;
    private final Supplier<String> token;
    private final ServerErrors errors;

    /** @param token bearer token, or null */
    public Http(String origin, String token) {
        this(origin, () -> token, new ServerErrors());
    }

    /** @param token bearer token of each call */
    static Http renewing(String origin, BearerToken token) {
        return new Http(origin, token, new ServerErrors());
    }

    /** @param errors is told of every answer */
    private Http(String origin, Supplier<String> token, ServerErrors errors) {
        this.origin = origin;
        this.token = token;
        this.errors = errors;
    }

    /** The same caller, whose answers are looked at. */
    Http watchedBy(ServerErrors watch) {
        return new Http(origin, token, watch);
    }

    /** Somebody without a token at the same place. */
    public Http open() {
        return as(null);
    }

    /** Somebody with another token at the same place. */
    Http as(String another) {
        return new Http(origin, () -> another, errors);
    }

    String origin() {
        return origin;
    }

    /** Bearer token, or null. */
    String token() {
        return token.get();
    }

    public Answer get(String path) {
        return retried("GET", path, null, null, "application/json");
    }

    public Answer post(String path, String json) {
        return retried("POST", path, UUID.randomUUID().toString(), json, "application/json");
    }

    public Answer post(String path, String key, String json) {
        return retried("POST", path, key, json, "application/json");
    }

    public Answer put(String path, String json) {
        return retried("PUT", path, null, json, "application/json");
    }

    public Answer delete(String path) {
        return retried("DELETE", path, null, null, "application/json");
    }

    /** A page as a browser gets it, again while nobody serves it. */
    public Answer page(String path) {
        return retried("GET", path, null, null, null, "Accept", "text/html");
    }

    /** A form that is answered in JSON, again while nobody answers (RFC 6749 asks for tokens so). */
    Answer postForm(String path, String form) {
        return retried("POST", path, null, form, "application/x-www-form-urlencoded");
    }

    /** Sends a page's form, again while nobody takes it: our forms may be sent twice. @param fields as names and values in turn */
    public Answer form(String path, String... fields) {
        StringJoiner body = new StringJoiner("&");
        for (int i = 0; i < fields.length; i += 2) {
            body.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return retried("POST", path, null, body.toString(), "application/x-www-form-urlencoded", "Accept", "text/html");
    }

    public Answer send(String method, String path, String contentType, String body, String... headers) {
        return once(method, path, null, bytes(body), contentType, headers);
    }

    /** Uploads a file to the Cloud API (RFC 7578). @param type its media type */
    public Answer upload(String path, String name, String type, byte[] content) {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes("--%1$s\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
                .formatted(boundary)
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, type)
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return once("POST", path, null, form.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private Answer retried(String method, String path, String key, String body, String type, String... headers) {
        RuntimeException last = null;
        Pause pause = new Pause(PATIENCE);
        do {
            try {
                Answer answer = once(method, path, key, bytes(body), type, headers);
                boolean again = answer.status() == 502
                        || answer.status() == 503
                        || answer.status() == 409
                                && answer.body().path("type").asText().endsWith("/request-in-progress");
                if (!again) {
                    return answer;
                }
                last = new IllegalStateException(
                        method + ' ' + path + " still answers " + answer.status() + ": " + answer.body());
            } catch (UncheckedIOException e) {
                last = e;
            }
        } while (pause.again());
        throw last;
    }

    private static byte[] bytes(String body) {
        return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    }

    private Answer once(String method, String path, String key, byte[] body, String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        String bearer = token.get();
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            errors.saw(response);
            return new Answer(response.statusCode(), response, parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body == null || body.isBlank() ? NullNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.getNodeFactory().textNode(body);
        }
    }
}
