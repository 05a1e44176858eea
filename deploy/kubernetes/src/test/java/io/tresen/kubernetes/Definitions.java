package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The operators' CustomResourceDefinitions as closed JSON schemas; a file is read when a kind of it is first asked for. */
final class Definitions {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private static final JsonNode TRUE = BooleanNode.TRUE;

    private final Map<String, Path> fileByKind = new HashMap<>();
    private final Map<String, JsonNode> definitions = new HashMap<>();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    Definitions(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> Folders.text(file)
                    .lines()
                    .filter(line -> line.matches(" {4}kind: \\w+"))
                    .findFirst()
                    .ifPresent(line -> fileByKind.put(line.trim().substring("kind: ".length()), file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole definition of a kind. */
    Optional<JsonNode> definition(String kind) {
        return Optional.ofNullable(fileByKind.get(kind))
                .map(file -> definitions.computeIfAbsent(
                        kind, key -> Yaml.documents(Folders.text(file)).get(0)));
    }

    /** The schema of the object's kind in its version; empty when it is not defined. */
    Optional<JsonSchema> schema(Manifest manifest) {
        return version(manifest.kind(), manifest.apiVersion()).map(root -> closed(manifest.kind(), root));
    }

    /** CloudNativePG's schema of what an object store is, which its plugin took over. */
    JsonSchema objectStoreConfiguration() {
        JsonNode cluster = version("Cluster", "postgresql.cnpg.io/v1").orElseThrow();
        return closed(
                "barmanObjectStore",
                cluster.at("/properties/spec/properties/backup/properties/barmanObjectStore")
                        .deepCopy());
    }

    private Optional<JsonNode> version(String kind, String apiVersion) {
        return definition(kind)
                .flatMap(definition -> Pod.elements(definition.path("spec").path("versions"))
                        .filter(version -> apiVersion.equals(
                                definition.path("spec").path("group").asText() + "/"
                                        + version.path("name").asText()))
                        .map(version -> version.path("schema").path("openAPIV3Schema"))
                        .findFirst());
    }

    private JsonSchema closed(String name, JsonNode root) {
        return schemas.computeIfAbsent(name, key -> {
            if (root.path("properties").has("spec")) {
                // every object has these, and a definition need not say so
                List.of("apiVersion", "kind", "metadata")
                        .forEach(field -> ((ObjectNode) root.path("properties")).putIfAbsent(field, TRUE));
            }
            close(root);
            return FACTORY.getSchema(root);
        });
    }

    /** Objects with named fields have no others; what allows, forbids or chooses among fields is left as it is. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.has("properties")
                    && !object.has("additionalProperties")
                    && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                object.put("additionalProperties", false);
            }
            object.path("properties").forEach(Definitions::close);
            List.of("items", "additionalProperties").forEach(name -> close(object.path(name)));
        }
    }
}
