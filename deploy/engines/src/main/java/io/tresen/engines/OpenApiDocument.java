package io.tresen.engines;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with an OpenAPI document: what generators of clients stumble over first, and what DESIGN 8 promises that it does not
 * say. Source: OpenAPI 3.1.0, sections 4.8.8 to 4.8.17, 4.8.23 and 4.8.27.
 */
public final class OpenApiDocument {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Map<String, Object> document;
    private final List<String> faults = new ArrayList<>();
    private boolean asksWhoCalls;

    private OpenApiDocument(Map<String, Object> document) {
        this.document = document;
    }

    /** One sentence a fault; empty for a document without. @param json as {@code /q/openapi?format=json} serves it */
    public static List<String> faults(String json) {
        try {
            OpenApiDocument checked = new OpenApiDocument(JSONObjectUtils.parse(json));
            checked.walk(checked.document, "");
            at(checked.document, "paths").forEach((path, item) -> checked.operations(path, object(item)));
            checked.callers();
            return checked.faults;
        } catch (ParseException e) {
            return List.of("no JSON: " + e.getMessage());
        }
    }

    private void walk(Object node, String place) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String target && resolve(target) == null) {
                faults.add(place + ": " + target + " leads nowhere");
            }
            if (map.get("enum") instanceof Collection<?> words) {
                words.forEach(word -> word(place, word));
            }
            map.forEach((name, child) -> walk(child, place + "/" + name));
        } else if (node instanceof Collection<?> list) {
            list.forEach(child -> walk(child, place));
        }
    }

    private void word(String place, Object word) {
        if (word instanceof String text && !text.equals(text.toLowerCase(Locale.ROOT))) {
            faults.add(place + ": " + text + " is in capitals");
        }
    }

    private Object resolve(String reference) {
        Object node = document;
        for (String step : reference.substring(2).split("/")) {
            node = object(node).get(step.replace("~1", "/").replace("~0", "~"));
        }
        return node;
    }

    private void operations(String path, Map<String, Object> item) {
        item.forEach((verb, operation) -> {
            if (VERBS.contains(verb)) {
                operation(verb + " " + path, path, object(operation));
            }
        });
    }

    private void operation(String place, String path, Map<String, Object> operation) {
        Map<String, Object> responses = at(operation, "responses");
        if (responses.isEmpty()) {
            faults.add(place + ": no response");
        }
        responses.forEach((status, response) -> {
            if (object(response).get("$ref") == null && object(response).get("description") == null) {
                faults.add(place + ": " + status + " has no description");
            }
        });
        asksWhoCalls |= responses.containsKey("401");
        Set<String> declared = new HashSet<>();
        if (operation.get("parameters") instanceof Collection<?> parameters) {
            for (Object it : parameters) {
                Map<String, Object> parameter = object(it);
                String name = parameter.get("in") + " " + parameter.get("name");
                if (!declared.add(name)) {
                    faults.add(place + ": " + name + " is declared twice");
                }
                if ("path".equals(parameter.get("in")) && !Boolean.TRUE.equals(parameter.get("required"))) {
                    faults.add(place + ": " + name + " is not required");
                }
            }
        }
        if (declared.contains("header If-Match") && !responses.containsKey("412")) {
            faults.add(place + ": If-Match without 412");
        }
        Matcher variables = VARIABLE.matcher(path);
        while (variables.find()) {
            if (!declared.contains("path " + variables.group(1))) {
                faults.add(place + ": " + variables.group(1) + " is not declared");
            }
        }
    }

    private void callers() {
        if (asksWhoCalls && at(at(document, "components"), "securitySchemes").isEmpty()) {
            faults.add("nothing says by what a caller is known");
        }
    }

    private static Map<String, Object> at(Map<String, Object> map, String name) {
        return object(map.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object node) {
        return node instanceof Map<?, ?> ? (Map<String, Object>) node : Map.of();
    }
}
