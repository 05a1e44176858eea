package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * There is one principal a service, and what it may is {@link Topics}: write what it owns, read what it is a reader of, and be
 * in groups that begin with its name. The autoscaler alone comes beside them and only asks where things stand; the Job that
 * registers schemas has no principal.
 */
final class AccessIsTheList implements Check {

    private static final String AUTOSCALER = "autoscaler";

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        for (String service : Topics.SERVICES) {
            overlay.find("KafkaUser", service)
                    .ifPresentOrElse(
                            user -> compare(user, wanted(service), findings),
                            () -> findings.add("KafkaUser/" + service + " is missing"));
        }
        overlay.of("KafkaUser")
                .filter(user -> !Topics.SERVICES.contains(user.name()))
                .forEach(user -> other(user, findings));
        overlay.of("Job")
                .filter(job -> job.json().toString().contains("kafka-user-"))
                .forEach(job -> findings.add(job.id() + " has a principal; it speaks to the registry alone"));
        overlay.of("Deployment").forEach(deployment -> ownPrincipal(deployment, findings));
        return findings;
    }

    private static Map<String, Set<String>> wanted(String service) {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            Set<String> operations = new TreeSet<>();
            if (topic.owner().equals(service)) {
                // a restored service reads what it told itself
                operations.addAll(Set.of("Describe", "Read", "Write"));
            }
            if (topic.readers().contains(service)) {
                operations.addAll(Set.of("Describe", "Read"));
            }
            if (!operations.isEmpty()) {
                wanted.put("topic " + topic + " literal", operations);
            }
        }
        wanted.put("group " + service + ". prefix", new TreeSet<>(Set.of("Describe", "Read")));
        return wanted;
    }

    private static void compare(Manifest user, Map<String, Set<String>> wanted, List<String> findings) {
        Map<String, Set<String>> has = rules(user);
        wanted.forEach((resource, operations) -> {
            if (!operations.equals(has.get(resource))) {
                findings.add(user.id() + " has " + has.get(resource) + " on " + resource + " and not " + operations);
            }
        });
        has.keySet().stream()
                .filter(resource -> !wanted.containsKey(resource))
                .forEach(resource -> findings.add(
                        user.id() + " has " + has.get(resource) + " on " + resource + ", which is not on the list"));
        if (!user.spec().at("/authentication/type").asText().equals("tls")) {
            findings.add(user.id() + " is not known by a certificate");
        }
    }

    private static void other(Manifest user, List<String> findings) {
        boolean describes =
                user.name().equals(AUTOSCALER) && rules(user).values().stream().allMatch(Set.of("Describe")::equals);
        if (!describes) {
            findings.add(user.id() + " is not on the list");
        }
    }

    private static Map<String, Set<String>> rules(Manifest user) {
        Map<String, Set<String>> rules = new TreeMap<>();
        for (JsonNode acl : user.spec().at("/authorization/acls")) {
            JsonNode resource = acl.path("resource");
            String name =
                    resource.path("type").asText() + " " + resource.path("name").asText() + " "
                            + resource.path("patternType").asText("literal");
            acl.path("operations").forEach(operation -> rules.computeIfAbsent(name, key -> new TreeSet<>())
                    .add((acl.path("type").asText("allow").equals("deny") ? "no " : "") + operation.asText()));
        }
        return rules;
    }

    private static void ownPrincipal(Manifest deployment, List<String> findings) {
        deployment.json().findValuesAsText("secretName").stream()
                .filter(secret -> secret.startsWith("kafka-user-"))
                .filter(secret -> !secret.equals("kafka-user-" + deployment.name()))
                .forEach(secret -> findings.add(deployment.id() + " is " + secret + " to Kafka"));
    }
}
