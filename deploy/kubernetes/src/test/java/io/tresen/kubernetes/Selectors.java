package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that selects pods finds some, and everything that selects Services too. */
record Selectors(Given given) implements Check {

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        List<Pod> pods = Pod.of(overlay);
        overlay.of("Service").forEach(service -> {
            Map<String, String> wanted = Manifest.map(service.spec().path("selector"));
            if (wanted.isEmpty()
                    || pods.stream().noneMatch(pod -> pod.labels().entrySet().containsAll(wanted.entrySet()))) {
                findings.add(service.id() + " selects no pod");
            }
        });
        overlay.of("PodDisruptionBudget")
                .forEach(budget -> pod(budget, "", budget.spec().path("selector"), pods, findings));
        overlay.of("PodMonitor")
                .forEach(monitor -> pod(monitor, "", monitor.spec().path("selector"), pods, findings));
        overlay.of("NetworkPolicy").forEach(policy -> network(policy, pods, findings));
        overlay.of("ServiceMonitor").forEach(monitor -> {
            LabelSelector selector = new LabelSelector(monitor.spec().path("selector"));
            if (overlay.of("Service").noneMatch(service -> selector.matches(service.labels()))) {
                findings.add(monitor.id() + " selects no Service");
            }
        });
        for (String kind : List.of("Deployment", "Job")) {
            overlay.of(kind).forEach(owner -> own(owner, findings));
        }
        overlay.of("KafkaNodePool")
                .forEach(pool ->
                        spread(pool, pool.spec().at("/template/pod/topologySpreadConstraints"), pods, findings));
        return findings;
    }

    private static void pod(Manifest manifest, String where, JsonNode selector, List<Pod> pods, List<String> findings) {
        if (pods.stream().noneMatch(pod -> new LabelSelector(selector).matches(pod.labels()))) {
            findings.add(manifest.id() + where + " selects no pod");
        }
    }

    private void network(Manifest policy, List<Pod> pods, List<String> findings) {
        pod(policy, "", policy.spec().path("podSelector"), pods, findings);
        for (String direction : List.of("ingress", "egress")) {
            for (JsonNode rule : policy.spec().path(direction)) {
                for (JsonNode peer : rule.path(direction.equals("ingress") ? "from" : "to")) {
                    peer(policy, direction, peer, pods, findings);
                }
            }
        }
    }

    private void peer(Manifest policy, String direction, JsonNode peer, List<Pod> pods, List<String> findings) {
        if (peer.has("namespaceSelector")) {
            String namespace = peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                    .asText();
            if (!given.namespaces().contains(namespace)) {
                findings.add(policy.id() + " " + direction + " names the namespace '" + namespace
                        + "', which given.yaml does not");
            }
        } else if (peer.has("podSelector")) {
            pod(policy, " " + direction, peer.path("podSelector"), pods, findings);
        }
    }

    /** A template carries what its own owner selects, and what its spread constraints count. */
    private static void own(Manifest owner, List<String> findings) {
        Map<String, String> labels = Manifest.map(owner.spec().at("/template/metadata/labels"));
        JsonNode selector = owner.spec().path("selector");
        if (owner.kind().equals("Deployment")
                && (new LabelSelector(selector).isEmpty() || !new LabelSelector(selector).matches(labels))) {
            findings.add(owner.id() + " does not select its own pods");
        }
        spread(
                owner,
                owner.spec().at("/template/spec/topologySpreadConstraints"),
                List.of(new Pod(owner.id(), labels, null, null)),
                findings);
    }

    private static void spread(Manifest owner, JsonNode constraints, List<Pod> pods, List<String> findings) {
        for (JsonNode constraint : constraints) {
            pod(owner, " topologySpreadConstraints", constraint.path("labelSelector"), pods, findings);
        }
    }
}
