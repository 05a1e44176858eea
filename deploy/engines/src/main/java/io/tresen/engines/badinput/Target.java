package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tresen.engines.access.AccessRow;
import io.tresen.engines.access.OpenApiFile;
import io.tresen.engines.access.OpenApiFile.Operation;
import java.util.List;

/**
 * What is aimed at: a row of the access table, which has a sound request, and what the OpenAPI file says of it.
 *
 * @param query names of query parameters
 * @param body schema of its JSON body or form; missing where the file has none (pages, files, Meta's messages)
 */
record Target(AccessRow row, OpenApiFile file, List<String> query, JsonNode body) {

    private static final String FORM = "application/x-www-form-urlencoded";

    static Target of(AccessRow row, OpenApiFile file) {
        Operation said = file.operations().get(row.endpoint());
        if (said == null) {
            return new Target(row, file, List.of(), MissingNode.getInstance());
        }
        String mediaType = row.headers().getOrDefault("Content-Type", "application/json");
        return new Target(row, file, said.parameters("query"), file.resolved(said.body(mediaType)));
    }

    /** Whether it takes an object of JSON. */
    boolean json() {
        return !row.headers().containsKey("Content-Type") && (row.body().startsWith("{") || body.has("properties"));
    }

    boolean form() {
        return FORM.equals(row.headers().get("Content-Type"));
    }

    boolean bodyless() {
        return row.body().isEmpty() && body.isMissingNode();
    }
}
