package io.tresen.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An invariant that was asked, as the platform's process says it.
 *
 * @param invariant its number and what it says
 * @param asked of how much: of nothing it has held without a chance not to
 * @param of what these are
 * @param violations one line each; empty when it holds
 */
public record Checked(String invariant, long asked, String of, List<String> violations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Checked> read(JsonNode answer) {
        return JSON.convertValue(answer, new TypeReference<List<Checked>>() {});
    }

    /** For a report, which has the lines by themselves. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("invariant", invariant);
        told.put("asked", asked);
        told.put("of", of);
        told.put("violated", violations.size());
        return told;
    }
}
