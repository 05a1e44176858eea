package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checker looks at: the five databases, everything in the topics, and the payment sandbox's own book.
 *
 * @param sandbox answer of {@code GET /sandbox/book}
 */
record Evidence(Books books, Map<Topic, List<Fact>> facts, JsonNode sandbox) {

    /** Events of a topic of one type, first occurrences only. */
    Stream<Fact> first(Topic topic, String type) {
        return first(topic).filter(fact -> fact.type().equals(type));
    }

    /** Events of a topic, first occurrences only: a relay may send twice, and readers know. */
    Stream<Fact> first(Topic topic) {
        java.util.Set<java.util.UUID> seen = new java.util.HashSet<>();
        return facts.get(topic).stream().filter(fact -> seen.add(fact.id()));
    }

    /** The same by their ids. */
    Map<UUID, Fact> byId(Topic topic) {
        return first(topic).collect(Collectors.toMap(Fact::id, fact -> fact));
    }
}
