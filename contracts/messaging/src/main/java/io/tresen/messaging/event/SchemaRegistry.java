package io.tresen.messaging.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The part of the Confluent schema registry API (v7) that we use; Apicurio serves it under {@code /apis/ccompat/v7}. Every
 * call blocks: never on an event loop.
 */
public final class SchemaRegistry {

    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String url;

    /** @param url base address, such as {@code http://localhost:8086/apis/ccompat/v7} */
    public SchemaRegistry(String url) {
        this.url = url;
    }

    /** Sets the rule for every subject. */
    public void setCompatibility(String level) throws IOException {
        ok(send("PUT", "/config", MAPPER.createObjectNode().put("compatibility", level)), "PUT /config");
    }

    /** Registers a schema, or finds it registered; returns its id. */
    public int register(String subject, String schema) throws IOException {
        String path = "/subjects/" + encode(subject) + "/versions";
        return ok(send("POST", path, MAPPER.createObjectNode().put("schema", schema)), path)
                .get("id")
                .asInt();
    }

    /** The id under which this very schema is registered; empty when it is not. */
    public Optional<Integer> idOf(String subject, String schema) throws IOException {
        String path = "/subjects/" + encode(subject);
        HttpResponse<String> response =
                send("POST", path, MAPPER.createObjectNode().put("schema", schema));
        return isUnknown(response)
                ? Optional.empty()
                : Optional.of(ok(response, path).get("id").asInt());
    }

    /** The schema of an id; empty when a reachable registry does not know it. */
    public Optional<String> schema(int id) throws IOException {
        String path = "/schemas/ids/" + id;
        HttpResponse<String> response = send("GET", path, null);
        return isUnknown(response)
                ? Optional.empty()
                : Optional.of(ok(response, path).get("schema").asText());
    }

    /** Address of a schema, for the {@code ce_dataschema} header. */
    public String address(int id) {
        return url + "/schemas/ids/" + id;
    }

    private HttpResponse<String> send(String method, String path, ObjectNode body) throws IOException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .method(method, publisher)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the schema registry", e);
        }
    }

    /**
     * The registry's own 404 carries an {@code error_code} of 404xx. One without is a proxy's, in front of a registry that
     * is away, and must not make anybody's event a dead letter.
     */
    private static boolean isUnknown(HttpResponse<String> response) {
        if (response.statusCode() != 404) {
            return false;
        }
        try {
            return Integer.toString(
                            MAPPER.readTree(response.body()).path("error_code").asInt())
                    .startsWith("404");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static JsonNode ok(HttpResponse<String> response, String path) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "The schema registry answered " + path + " with " + response.statusCode() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }
}
