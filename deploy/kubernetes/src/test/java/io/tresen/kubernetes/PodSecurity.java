package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every pod whose template is ours meets the profile {@code restricted}, has a root file system that can't be written and no
 * service account's token; the namespace enforces the profile on all others.
 */
final class PodSecurity implements Check {

    private static final String PROFILE = "pod-security.kubernetes.io/enforce";

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        overlay.of("Namespace")
                .filter(namespace -> !"restricted".equals(namespace.labels().get(PROFILE)))
                .forEach(namespace -> findings.add(namespace.id() + " does not enforce restricted pods"));
        if (overlay.of("Namespace").findAny().isEmpty()) {
            findings.add("Namespace/tresen is missing");
        }
        Pod.templates(overlay).forEach(pod -> pod(pod, findings));
        return findings;
    }

    private static void pod(Pod pod, List<String> findings) {
        JsonNode spec = pod.spec();
        Demand demand = new Demand(pod.owner(), findings);
        demand.that(isFalse(spec, "automountServiceAccountToken"), "has a service account's token");
        demand.that(
                !spec.has("hostNetwork") && !spec.has("hostPID") && !spec.has("hostIPC"),
                "uses the host's network or processes");
        demand.that(spec.at("/securityContext/runAsNonRoot").asBoolean(), "may run as root");
        demand.that(spec.at("/securityContext/runAsUser").asInt() > 0, "names no user other than root");
        demand.that(
                spec.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
                "has no seccomp profile");
        demand.that(
                Pod.elements(spec.path("volumes"))
                        .allMatch(volume -> volume.has("configMap")
                                || volume.has("secret")
                                || volume.has("emptyDir")
                                || volume.has("projected")
                                || volume.has("persistentVolumeClaim")),
                "has a volume of a kind that restricted pods may not");
        demand.that(
                Pod.elements(spec.path("volumes"))
                        .filter(volume -> volume.has("emptyDir"))
                        .allMatch(volume -> volume.path("emptyDir").has("sizeLimit")),
                "has a folder that may fill its node's disk");
        pod.containers().forEach(container -> {
            JsonNode context = container.path("securityContext");
            demand.that(isFalse(context, "allowPrivilegeEscalation"), "may gain privileges");
            demand.that(context.path("readOnlyRootFilesystem").asBoolean(), "may write its root file system");
            demand.that(!context.path("privileged").asBoolean(), "is privileged");
            demand.that(!context.has("runAsUser") || context.path("runAsUser").asInt() > 0, "may run as root");
            demand.that(
                    context.at("/capabilities/drop/0").asText().equals("ALL")
                            && !context.path("capabilities").has("add"),
                    "keeps capabilities");
            demand.that(
                    Pod.elements(container.path("ports")).noneMatch(port -> port.has("hostPort")),
                    "takes a port of the host");
            demand.that(
                    Pod.elements(container.path("env")).noneMatch(PodSecurity::holdsSecret),
                    "has a secret in the clear");
        });
    }

    private static boolean holdsSecret(JsonNode env) {
        return env.has("value") && env.path("name").asText().matches(".*(PASSWORD|SECRET|API_KEY|TOKEN)");
    }

    private static boolean isFalse(JsonNode node, String field) {
        return node.has(field) && !node.path(field).asBoolean();
    }

    private record Demand(String owner, List<String> findings) {
        void that(boolean holds, String otherwise) {
            if (!holds) {
                findings.add(owner + " " + otherwise);
            }
        }
    }
}
