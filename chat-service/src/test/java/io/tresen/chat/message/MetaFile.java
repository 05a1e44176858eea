package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Meta's own description of the API, read in place and corrected by {@code meta/overlay.json}, each patch with its reason: the
 * file's schemas refuse the file's own examples. It is not ours to copy, so where it is absent its tests are skipped, loudly.
 */
public final class MetaFile {

    private static final Path PLACE = Path.of("../../shared/reference/meta-business-messaging-api_v23.0.yaml");
    private static final int CHARACTERS = 10_000_000;
    private static Optional<MetaFile> loaded;

    private final JsonNode file;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** One example: where it stands, its schema, and itself. */
    public record Example(String place, JsonNode schema, JsonNode value) {}

    private MetaFile(JsonNode file) {
        this.file = file;
    }

    /** The patched file; empty, and said so, where it is not. */
    public static synchronized Optional<MetaFile> load() {
        if (loaded == null) {
            loaded = Files.exists(PLACE) ? Optional.of(read()) : Optional.empty();
        }
        if (loaded.isEmpty()) {
            System.err.println("SKIPPED: " + PLACE + " is not here, so nothing was compared with Meta's own file");
        }
        return loaded;
    }

    private static MetaFile read() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS);
        ObjectMapper yaml =
                new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build());
        try (InputStream overlay = MetaFile.class.getResourceAsStream("/meta/overlay.json")) {
            JsonNode file = yaml.readTree(PLACE.toFile());
            new ObjectMapper().readTree(overlay).path("patches").forEach(patch -> apply(file, patch));
            return new MetaFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(JsonNode file, JsonNode patch) {
        String path = patch.path("path").asText();
        if (patch.path("reason").asText().isBlank()) {
            throw new AssertionError("The patch of " + path + " has no reason");
        }
        int last = path.lastIndexOf('/');
        String name = path.substring(last + 1);
        JsonNode holder = file.at(path.substring(0, last));
        boolean remove = patch.path("op").asText().equals("remove");
        if (holder instanceof ObjectNode object) {
            if (remove && object.remove(name) == null) {
                throw new AssertionError(path + " is not in the file any more");
            }
            if (!remove) {
                object.set(name, patch.get("value"));
            }
        } else if (holder instanceof ArrayNode array && !remove) {
            if (name.equals("-")) {
                array.add(patch.get("value"));
            } else {
                array.set(Integer.parseInt(name), patch.get("value"));
            }
        } else {
            throw new AssertionError(path + " has no place in the file");
        }
    }

    /** Every example of the file that has a schema. */
    public List<Example> examples() {
        List<Example> all = new ArrayList<>();
        file.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String place = operation.getKey() + ' ' + path.getKey();
                    add(all, place + " request", operation.getValue().at("/requestBody/content"));
                    operation
                            .getValue()
                            .path("responses")
                            .properties()
                            .forEach(it -> add(
                                    all,
                                    place + ' ' + it.getKey(),
                                    it.getValue().path("content")));
                }));
        return all;
    }

    private static void add(List<Example> all, String place, JsonNode contents) {
        contents.forEach(content -> content.path("examples").properties().forEach(example -> {
            if (content.has("schema")) {
                all.add(new Example(
                        place + " " + example.getKey(),
                        content.get("schema"),
                        example.getValue().get("value")));
            }
        }));
    }

    /** The examples of requests to {@code /messages}, by name. */
    public Map<String, JsonNode> sendExamples() {
        return examples().stream()
                .filter(it -> it.place().startsWith("post /{Version}/{Phone-Number-ID}/messages request "))
                .collect(Collectors.toMap(
                        it -> it.place().substring("post /{Version}/{Phone-Number-ID}/messages request ".length()),
                        Example::value));
    }

    /** What is wrong with an example; empty for nothing. */
    public String faults(Example example) {
        boolean sends = example.schema().path("$ref").asText().equals("#/components/schemas/Message");
        return sends ? faultsOfSend(example.value()) : faults(example.schema(), example.value());
    }

    /** What is wrong with a message that a business sends; the schema is chosen by type, not by {@code oneOf}. */
    public String faultsOfSend(JsonNode message) {
        if (message.has("status")) {
            return faultsOf("MarkMessageRequestPayload", message);
        }
        JsonNode mapping = file.at("/components/schemas/Message/discriminator/mapping");
        String type = message.path("type").asText("");
        if (type.isEmpty()) {
            type = mapping.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(message::has)
                    .collect(Collectors.joining());
        }
        String name = mapping.path(type).asText();
        return name.isEmpty()
                ? "there is no type " + type
                : faultsOf(name.substring(name.lastIndexOf('/') + 1), message);
    }

    /** What is wrong with a value, by the name of a schema; empty for nothing. */
    public String faultsOf(String schema, JsonNode value) {
        ObjectNode reference = new ObjectMapper().createObjectNode().put("$ref", "#/components/schemas/" + schema);
        return faults(reference, value);
    }

    private String faults(JsonNode schema, JsonNode value) {
        JsonSchema compiled = schemas.computeIfAbsent(schema.toString(), text -> {
            ObjectNode whole = schema.deepCopy();
            whole.set("components", file.get("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(whole);
        });
        return compiled.validate(value).stream()
                .map(ValidationMessage::toString)
                .sorted()
                .collect(Collectors.joining("; "));
    }
}
