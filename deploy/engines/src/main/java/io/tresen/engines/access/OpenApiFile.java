package io.tresen.engines.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service's committed OpenAPI file. */
public final class OpenApiFile {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;

    private OpenApiFile(JsonNode document) {
        this.document = document;
    }

    /** What the file says of a method of a path. */
    public record Operation(String method, String path, JsonNode said) {

        /** The names of its parameters in {@code query}, {@code path} or {@code header}. */
        public List<String> parameters(String in) {
            List<String> names = new ArrayList<>();
            said.path("parameters").forEach(it -> {
                if (it.path("in").asText().equals(in)) {
                    names.add(it.path("name").asText());
                }
            });
            return names;
        }

        /** The schema of its body in this media type; missing for none. */
        public JsonNode body(String mediaType) {
            return said.path("requestBody").path("content").path(mediaType).path("schema");
        }
    }

    /** @throws UncheckedIOException when it is not there or no YAML */
    public static OpenApiFile read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when it is no YAML */
    public static OpenApiFile of(String yaml) {
        try {
            return new OpenApiFile(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By method and shape of the path ({@link AccessRow#endpoint()}). */
    public Map<String, Operation> operations() {
        Map<String, Operation> found = new TreeMap<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(it -> {
                    if (METHODS.contains(it.getKey())) {
                        String method = it.getKey().toUpperCase(Locale.ROOT);
                        found.put(
                                AccessRow.endpoint(method, path.getKey()),
                                new Operation(method, path.getKey(), it.getValue()));
                    }
                }));
        return found;
    }

    /** The schema itself where this one only names it. */
    public JsonNode resolved(JsonNode schema) {
        String name = schema.path("$ref").asText();
        return name.isEmpty() ? schema : resolved(document.at(name.substring(1)));
    }

    /** The schema of what stands in a value of this schema at a pointer's steps; missing where the file says nothing. */
    public JsonNode at(JsonNode schema, List<String> steps) {
        JsonNode found = resolved(schema);
        for (String step : steps) {
            JsonNode next = found.has("items")
                    ? found.path("items")
                    : found.path("properties").path(step);
            found = next.isMissingNode() ? MissingNode.getInstance() : resolved(next);
        }
        return found;
    }
}
