package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nothing is open but what is needed: the whole list is here, and a policy that opens more is a finding. */
final class NetworkPaths implements Check {

    private static final Set<String> TO_THE_WORLD = Set.of("payment", "chat", "notification");
    private static final String TO_A_CHALLENGE = "namespace envoy-gateway-system 8089";
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        List<Pod> pods = Pod.of(overlay);
        boolean denied = overlay.of("NetworkPolicy")
                .anyMatch(policy -> policy.spec().path("podSelector").isEmpty()
                        && policy.spec().path("policyTypes").size() == 2
                        && !policy.spec().has("ingress")
                        && !policy.spec().has("egress"));
        if (!denied) {
            findings.add("NetworkPolicy/default-deny is missing or lets something through");
        }
        pods.stream()
                .filter(pod -> !"Kafka".equals(kind(pod)) && !"KafkaNodePool".equals(kind(pod)))
                .forEach(pod -> {
                    Set<String> in = reach(overlay, pods, pod, "ingress");
                    if (kind(pod).equals("Challenge") && !in.contains(TO_A_CHALLENGE)) {
                        findings.add(pod.owner() + " is not reached by " + TO_A_CHALLENGE);
                    }
                    in.removeAll(mayCome(overlay, pod));
                    in.forEach(from -> findings.add(pod.owner() + " lets in " + from));
                    Set<String> out = reach(overlay, pods, pod, "egress");
                    out.removeAll(mayGo(pod));
                    out.forEach(to -> findings.add(pod.owner() + " may go to " + to));
                });
        overlay.of("NetworkPolicy").forEach(policy -> addresses(policy, findings));
        return findings;
    }

    private static Set<String> mayCome(Overlay overlay, Pod pod) {
        String name = name(pod);
        return switch (kind(pod)) {
            case "Deployment" -> Set.of("namespace envoy-gateway-system http", "namespace monitoring http");
            case "Cluster" ->
                Set.of(
                        name.equals("registry-db")
                                ? "ApicurioRegistry3/registry 5432"
                                : "Deployment/" + name.replace("-db", "") + " 5432",
                        pod.owner() + " 5432",
                        pod.owner() + " 8000",
                        "namespace cnpg-system 8000",
                        "namespace cnpg-system 5432",
                        "namespace monitoring 9187");
            case "ApicurioRegistry3" -> {
                Set<String> readers = Topics.SERVICES.stream()
                        .map(service -> "Deployment/" + service + " 8080")
                        .collect(Collectors.toCollection(TreeSet::new));
                readers.add("Job/register-schemas 8080");
                yield readers;
            }
            case "Challenge" -> Set.of(TO_A_CHALLENGE);
            default -> Set.of();
        };
    }

    private static Set<String> mayGo(Pod pod) {
        Set<String> paths = new TreeSet<>(Set.of("namespace kube-system 53"));
        switch (kind(pod)) {
            case "Deployment" -> {
                paths.addAll(Set.of("Kafka/tresen 9093", "ApicurioRegistry3/registry 8080"));
                paths.add("Cluster/" + name(pod) + "-db 5432");
                paths.add("namespace monitoring 4318");
                if (TO_THE_WORLD.contains(name(pod))) {
                    paths.add("addresses 443");
                }
            }
            case "Cluster" ->
                paths.addAll(Set.of(pod.owner() + " 5432", pod.owner() + " 8000", "anybody 443", "anybody 6443"));
            case "ApicurioRegistry3" -> paths.add("Cluster/registry-db 5432");
            case "Job" -> paths.add("ApicurioRegistry3/registry 8080");
            default -> {}
        }
        return paths;
    }

    /** Who, and by which port, in words: what all policies that hold for the pod open together. */
    private static Set<String> reach(Overlay overlay, List<Pod> pods, Pod pod, String direction) {
        Set<String> paths = new TreeSet<>();
        overlay.of("NetworkPolicy")
                .filter(policy -> new LabelSelector(policy.spec().path("podSelector")).matches(pod.labels()))
                .forEach(policy -> policy.spec().path(direction).forEach(rule -> {
                    JsonNode peers = rule.path(direction.equals("ingress") ? "from" : "to");
                    Set<String> names = new TreeSet<>();
                    peers.forEach(peer -> names.addAll(names(peer, pods)));
                    if (peers.isEmpty()) {
                        names.add("anybody");
                    }
                    Set<String> ports = Pod.elements(rule.path("ports"))
                            .map(port -> port.path("port").asText())
                            .collect(Collectors.toSet());
                    names.forEach(name -> {
                        if (ports.isEmpty()) {
                            paths.add(name + " by every port");
                        }
                        ports.forEach(port -> paths.add(name + " " + port));
                    });
                }));
        return paths;
    }

    private static Set<String> names(JsonNode peer, List<Pod> pods) {
        if (peer.has("ipBlock")) {
            return Set.of("addresses");
        }
        if (peer.has("namespaceSelector")) {
            String namespace = peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                    .asText();
            return Set.of(namespace.isEmpty() ? "every namespace" : "namespace " + namespace);
        }
        LabelSelector selector = new LabelSelector(peer.path("podSelector"));
        return pods.stream()
                .filter(pod -> selector.matches(pod.labels()))
                .map(Pod::owner)
                .collect(Collectors.toSet());
    }

    private static void addresses(Manifest policy, List<String> findings) {
        for (JsonNode block : policy.json().findValues("ipBlock")) {
            boolean everything = block.path("cidr").asText().equals("0.0.0.0/0");
            List<String> except =
                    Pod.elements(block.path("except")).map(JsonNode::asText).toList();
            boolean publicSix = block.path("cidr").asText().equals("2000::/3");
            if (!publicSix && !(everything && except.containsAll(PRIVATE))) {
                findings.add(policy.id() + " opens " + block.path("cidr").asText() + " with private addresses");
            }
        }
    }

    private static String kind(Pod pod) {
        return pod.owner().split("/")[0];
    }

    private static String name(Pod pod) {
        return pod.owner().split("/")[1];
    }
}
