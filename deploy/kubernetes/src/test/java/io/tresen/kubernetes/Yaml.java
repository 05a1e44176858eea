package io.tresen.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML as JSON trees. */
final class Yaml {

    private static final ObjectMapper MAPPER = mapper();

    private Yaml() {}

    private static ObjectMapper mapper() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 << 20);
        return new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build());
    }

    static List<Manifest> manifests(String text) {
        return documents(text).stream()
                .map(ObjectNode.class::cast)
                .map(Manifest::new)
                .toList();
    }

    static List<JsonNode> documents(String text) {
        try (YAMLParser parser = (YAMLParser) MAPPER.getFactory().createParser(text)) {
            return MAPPER.<JsonNode>readValues(parser, JsonNode.class).readAll().stream()
                    .filter(JsonNode::isObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode file(Path file) {
        try {
            return MAPPER.readTree(Folders.text(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
