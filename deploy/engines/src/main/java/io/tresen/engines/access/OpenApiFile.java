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

    /** @param in {@code query}, {@code path} or {@code header} */
    public record Parameter(String name, String in, JsonNode schema) {}

    /** What the file says of a method of a path. */
    public record Operation(String method, String path, JsonNode said) {

        /** Its parameters, in the file's order. */
        public List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            said.path("parameters")
                    .forEach(it -> parameters.add(new Parameter(
                            it.path("name").asText(), it.path("in").asText(), it.path("schema"))));
            return parameters;
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

    /** The one type that is not null's, such as {@code integer}; empty where the schema says none or several. */
    public static String type(JsonNode schema) {
        JsonNode said = schema.path("type");
        if (!said.isArray()) {
            return said.asText();
        }
        List<String> types = new ArrayList<>();
        said.forEach(it -> types.add(it.asText()));
        types.remove("null");
        return types.size() == 1 ? types.get(0) : "";
    }

    /** The schema of what stands in a value of this schema at a pointer's steps; missing where the file says nothing. */
    public JsonNode at(JsonNode schema, List<String> steps) {
        JsonNode found = resolved(schema);
        for (String step : steps) {
            JsonNode named = found.path("properties").path(step);
            JsonNode next = found.has("items")
                    ? found.path("items")
                    : named.isMissingNode()
                                    && found.path("additionalProperties").isObject()
                            ? found.path("additionalProperties")
                            : named;
            found = next.isMissingNode() ? MissingNode.getInstance() : resolved(next);
        }
        return found;
    }
}
