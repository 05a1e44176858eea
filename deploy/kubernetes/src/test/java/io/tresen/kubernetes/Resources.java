package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whoever takes memory and processors says how much, and asks for no more than its limit. */
final class Resources implements Check {

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        Pod.of(overlay).forEach(pod -> pod.containers()
                .forEach(container -> check(pod.owner(), container.path("resources"), findings)));
        Stream.of("Cluster", "KafkaNodePool")
                .flatMap(overlay::of)
                .forEach(owner -> check(owner.id(), owner.spec().path("resources"), findings));
        overlay.of("Kafka").forEach(kafka -> Stream.of(
                        "/entityOperator/topicOperator", "/entityOperator/userOperator", "/kafkaExporter")
                .map(path -> kafka.spec().at(path))
                .filter(part -> !part.isMissingNode())
                .forEach(part -> check(kafka.id(), part.path("resources"), findings)));
        return findings;
    }

    private static void check(String owner, JsonNode resources, List<String> findings) {
        for (String name : List.of("cpu", "memory")) {
            JsonNode request = resources.path("requests").path(name);
            JsonNode limit = resources.path("limits").path(name);
            if (request.isMissingNode() || limit.isMissingNode()) {
                findings.add(owner + " does not say how much " + name + " it asks for and may have");
            } else if (amount(request).compareTo(amount(limit)) > 0) {
                findings.add(owner + " asks for more " + name + " than its limit");
            }
        }
    }

    private static BigDecimal amount(JsonNode quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity.asText()));
    }
}
