package io.tresen.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.engines.DocumentedMetrics;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Alerts say how bad it is, what it is and where its page lies; they and the dashboards ask for metrics and labels that
 * {@code observe.md} lists, and those that ask for 5xx leave out what crowds are answered. Whether a query is well formed is not looked at.
 */
final class Monitoring implements Check {

    private static final Pattern OTHERS = Pattern.compile("(?m)^\\| (`[a-z_, `]+`)(?: \\{[^}]*})? \\| [^|]+ \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?!\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("(tresen_[a-z_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*[=!]~?\"");
    private static final String ERRORS = "status=~\"5..\"";
    private static final String TO_CROWDS = "- (sum by (job) (rate(tresen_crowd_refused_total{";
    private static final Set<String> OPERATORS = Set.of("or", "and", "unless", "bool", "offset");
    private static final Set<String> OF_PROMETHEUS = Set.of("namespace", "job", "pod");

    private final DocumentedMetrics ours = DocumentedMetrics.read(Folders.ROOT);
    private final Set<String> listed = new HashSet<>(ours.names());

    Monitoring() {
        Matcher row = OTHERS.matcher(Folders.text(Folders.ROOT.resolve("deploy/docs/observe.md")));
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                listed.add(name.group(1));
            }
        }
    }

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        rules(overlay).forEach(rule -> alert(rule, findings));
        overlay.of("ConfigMap")
                .filter(map -> map.labels().containsKey("grafana_dashboard"))
                .forEach(map ->
                        Manifest.map(map.json().path("data")).forEach((file, text) -> dashboard(file, text, findings)));
        return findings;
    }

    /** All alerts. */
    static List<JsonNode> rules(Overlay overlay) {
        return overlay.of("PrometheusRule")
                .flatMap(rules -> Pod.elements(rules.spec().path("groups")))
                .flatMap(group -> Pod.elements(group.path("rules")))
                .toList();
    }

    private void alert(JsonNode rule, List<String> findings) {
        String alert = rule.path("alert").asText();
        if (!Set.of("critical", "warning").contains(rule.at("/labels/severity").asText())) {
            findings.add(alert + " does not say how bad it is");
        }
        if (rule.at("/annotations/summary").asText().isBlank()) {
            findings.add(alert + " does not say what it is");
        }
        String page = "deploy/docs/runbooks/" + alert + ".md";
        if (!rule.at("/annotations/runbook_url").asText().equals(page)
                || !Files.isRegularFile(Folders.ROOT.resolve(page))) {
            findings.add(alert + " has no page");
        }
        String query = rule.path("expr").asText();
        if (query.contains(ERRORS) && !query.contains(TO_CROWDS)) {
            findings.add(alert + " takes what a crowd is answered for a fault of ours");
        }
        query(alert, query, findings);
    }

    private void dashboard(String file, String text, List<String> findings) {
        try {
            List<JsonNode> targets = new ObjectMapper().readTree(text).findValues("targets");
            if (targets.isEmpty()) {
                findings.add(file + " shows nothing");
            }
            targets.forEach(some ->
                    some.forEach(target -> query(file, target.path("expr").asText(), findings)));
        } catch (JsonProcessingException e) {
            findings.add(file + " is no JSON");
        }
    }

    private void query(String where, String query, List<String> findings) {
        Matcher selector = SELECTOR.matcher(query);
        while (selector.find()) {
            Set<String> labels = MATCHER.matcher(selector.group(2))
                    .results()
                    .map(found -> found.group(1))
                    .filter(label -> !OF_PROMETHEUS.contains(label))
                    .collect(Collectors.toSet());
            if (listed.contains(selector.group(1))) {
                labels.removeAll(ours.labels(selector.group(1)));
                labels.forEach(label -> findings.add(where + " asks for the label " + label + " of " + selector.group(1)
                        + ", which observe.md does not list"));
            }
        }
        String names = GROUPING.matcher(query.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", ""))
                .replaceAll("");
        Matcher word = WORD.matcher(names);
        while (word.find()) {
            if (!OPERATORS.contains(word.group()) && !listed.contains(word.group())) {
                findings.add(where + " asks for " + word.group() + ", which observe.md does not list");
            }
        }
    }
}
