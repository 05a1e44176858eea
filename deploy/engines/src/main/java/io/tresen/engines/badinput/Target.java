package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tresen.engines.access.AccessRow;
import io.tresen.engines.access.OpenApiFile;
import io.tresen.engines.access.OpenApiFile.Operation;
import io.tresen.engines.access.OpenApiFile.Parameter;
import java.util.List;

/**
 * What is aimed at: a row of the access table, which has a sound request, and what the OpenAPI file says of it.
 *
 * @param path as in the file, with its variables; empty where the file has none
 * @param parameters each with its schema, not the name of one
 * @param body schema of its JSON body or form; missing where the file has none (pages, files, Meta's messages)
 */
record Target(AccessRow row, OpenApiFile file, String path, List<Parameter> parameters, JsonNode body) {

    private static final String FORM = "application/x-www-form-urlencoded";

    static Target of(AccessRow row, OpenApiFile file) {
        Operation said = file.operations().get(row.endpoint());
        if (said == null) {
            return new Target(row, file, "", List.of(), MissingNode.getInstance());
        }
        String mediaType = row.headers().getOrDefault("Content-Type", "application/json");
        List<Parameter> parameters = said.parameters().stream()
                .map(it -> new Parameter(it.name(), it.in(), file.resolved(it.schema())))
                .toList();
        return new Target(row, file, said.path(), parameters, file.resolved(said.body(mediaType)));
    }

    /** Names of its query parameters. */
    List<String> query() {
        return parameters.stream()
                .filter(it -> it.in().equals("query"))
                .map(Parameter::name)
                .toList();
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
