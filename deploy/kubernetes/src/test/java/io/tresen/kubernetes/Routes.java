package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the gateway lets in is INTERFACE 1: five prefixes and Meta's paths, as they came, for as long as they take. */
final class Routes implements Check {

    private static final Map<String, String> SERVICE_BY_PATH = Map.of(
            "/catalog", "catalog",
            "/chat", "chat",
            "/v[0-9]+\\.[0-9]+/.+", "chat",
            "/orders", "order",
            "/payments", "payment",
            "/notifications", "notification");

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        Map<String, String> routed = new TreeMap<>();
        overlay.of("HTTPRoute")
                .forEach(route ->
                        route.spec().path("rules").forEach(rule -> rule(overlay, route, rule, routed, findings)));
        SERVICE_BY_PATH.forEach((path, service) -> {
            if (!service.equals(routed.get(path))) {
                findings.add("HTTPRoute for " + path + " leads to " + routed.get(path) + " and not to " + service);
            }
        });
        routed.keySet().stream()
                .filter(path -> !SERVICE_BY_PATH.containsKey(path))
                .forEach(path -> findings.add("HTTPRoute opens " + path + ", which is not public"));
        overlay.of("HTTPRoute")
                .forEach(route ->
                        route.spec().path("parentRefs").forEach(parent -> parent(overlay, route, parent, findings)));
        if (overlay.of("Gateway").findAny().isPresent()) {
            paths(overlay, findings);
        }
        return findings;
    }

    private static void rule(
            Overlay overlay, Manifest route, JsonNode rule, Map<String, String> routed, List<String> findings) {
        for (JsonNode backend : rule.path("backendRefs")) {
            String name = backend.path("name").asText();
            rule.path("matches")
                    .forEach(match -> routed.put(match.at("/path/value").asText(), name));
            boolean open = overlay.find("Service", name).stream()
                    .flatMap(service -> Pod.elements(service.spec().path("ports")))
                    .anyMatch(port ->
                            port.path("port").asInt() == backend.path("port").asInt());
            if (!open) {
                findings.add(route.id() + " leads to " + name + ":"
                        + backend.path("port").asText() + ", which no Service has");
            }
            boolean strict = Pod.elements(rule.path("filters"))
                    .flatMap(filter -> Pod.elements(filter.at("/responseHeaderModifier/set")))
                    .anyMatch(header -> header.path("name").asText().equals("Strict-Transport-Security")
                            && header.path("value").asText().matches("max-age=[1-9][0-9]{7,}.*"));
            if (!strict) {
                findings.add(route.id() + " does not hold who came to " + name + " to https");
            }
            if (!rule.at("/timeouts/request").asText().equals("0s")) {
                findings.add(route.id() + " gives " + name + " up after some time, and with it streams and imports");
            }
        }
        for (JsonNode filter : rule.path("filters")) {
            JsonNode ref = filter.path("extensionRef");
            if (!ref.isMissingNode()
                    && overlay.find(ref.path("kind").asText(), ref.path("name").asText())
                            .isEmpty()) {
                findings.add(route.id() + " uses " + ref.path("kind").asText() + "/"
                        + ref.path("name").asText() + ", which there is not");
            }
        }
    }

    private static void parent(Overlay overlay, Manifest route, JsonNode parent, List<String> findings) {
        boolean there = overlay.find("Gateway", parent.path("name").asText()).stream()
                .flatMap(gateway -> Pod.elements(gateway.spec().path("listeners")))
                .anyMatch(listener -> listener.path("name").equals(parent.path("sectionName")));
        if (!there) {
            findings.add(route.id() + " hangs on " + parent + ", which there is not");
        }
    }

    private static void paths(Overlay overlay, List<String> findings) {
        boolean kept = overlay.of("ClientTrafficPolicy")
                .anyMatch(policy ->
                        policy.spec().at("/path/escapedSlashesAction").asText().equals("KeepUnchanged")
                                && policy.spec().at("/path/disableMergeSlashes").asBoolean());
        if (!kept) {
            findings.add("ClientTrafficPolicy: %2F and // do not pass as they came");
        }
        boolean dropped = overlay.of("ClientTrafficPolicy")
                .anyMatch(policy -> Pod.elements(policy.spec().at("/headers/earlyRequestHeaders/remove"))
                        .anyMatch(header -> header.asText().equals("X-Forwarded-For")));
        if (!dropped) {
            findings.add("ClientTrafficPolicy: a client may say which address it has");
        }
    }
}
