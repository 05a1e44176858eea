package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A roll-out takes no capacity and cuts nobody off; a process is restarted for its own sake only. */
final class Lifecycle implements Check {

    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/q/health/started",
            "livenessProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        for (String service : Topics.SERVICES) {
            overlay.find("Deployment", service)
                    .ifPresentOrElse(
                            deployment -> service(overlay, deployment, findings),
                            () -> findings.add("Deployment/" + service + " is missing"));
        }
        return findings;
    }

    private static void service(Overlay overlay, Manifest deployment, List<String> findings) {
        JsonNode spec = deployment.spec();
        if (!spec.at("/strategy/rollingUpdate/maxUnavailable").asText().equals("0")) {
            findings.add(deployment.id() + " takes a pod away before another one serves");
        }
        JsonNode container = spec.at("/template/spec/containers/0");
        PROBES.forEach((probe, path) -> {
            if (!container.path(probe).at("/httpGet/path").asText().equals(path)) {
                findings.add(deployment.id() + " has no " + probe + " on " + path);
            }
        });
        long leaving = container.at("/lifecycle/preStop/sleep/seconds").asLong();
        long grace = spec.at("/template/spec/terminationGracePeriodSeconds").asLong();
        Properties settings = overlay.of("ConfigMap")
                .map(map ->
                        map.json().path("data").path("application.properties").asText())
                .filter(text -> !text.isEmpty())
                .map(Services::properties)
                .findFirst()
                .orElseGet(Properties::new);
        long finishing = Duration.parse("PT" + settings.getProperty("quarkus.shutdown.timeout", "0S"))
                .toSeconds();
        if (leaving < 5 || finishing < 15 || grace < leaving + finishing + 15) {
            findings.add(deployment.id() + " is killed before it has finished: " + leaving + " s leaving, " + finishing
                    + " s finishing, " + grace + " s in all");
        }
        String name = deployment.name();
        LabelSelector own = new LabelSelector(spec.path("selector"));
        boolean budget = overlay.of("PodDisruptionBudget")
                .anyMatch(one -> one.spec().path("selector").equals(spec.path("selector")));
        if (!budget || own.isEmpty()) {
            findings.add(deployment.id() + " has no PodDisruptionBudget");
        }
        if (spec.at("/template/spec/topologySpreadConstraints").size() < 2) {
            findings.add("Deployment/" + name + " may have all pods on one node or in one zone");
        }
    }
}
