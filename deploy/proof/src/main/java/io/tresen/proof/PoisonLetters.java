package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.proof.topics.Poison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The poison that was sent, by where it lies, and which letters of it a consumer must have. */
final class PoisonLetters {

    /** @param type of the event that it is poison of */
    record Sent(Poison poison, Topic topic, String type) {}

    private static final List<Poison> FAULTS = Arrays.stream(Poison.values())
            .filter(poison -> poison.reason() != null)
            .toList();

    private final Map<String, Sent> sent = new HashMap<>();

    /** @param place topic, partition and offset, as {@link Letter#place} has it */
    void lies(String place, Sent one) {
        sent.put(place, one);
    }

    /** What lies there; null when it was not sent from here. */
    Sent at(String place) {
        return sent.get(place);
    }

    /**
     * Whether a consumer of a topic has each letter that it must have: of each kind one, whatever the type; and of the types whose
     * values it reads, each kind that is in the value. Those types are the ones of which it has any letter of a value.
     *
     * @param places of all its letters
     * @return by kind, and by kind and type
     */
    Map<String, Boolean> of(String topic, Set<String> places) {
        Map<String, Boolean> lettered = new LinkedHashMap<>();
        List<String> types = sent.values().stream()
                .filter(one -> one.topic().name().equals(topic) && one.poison().inTheValue())
                .map(Sent::type)
                .distinct()
                .sorted()
                .filter(type -> FAULTS.stream()
                        .filter(Poison::inTheValue)
                        .anyMatch(poison -> has(places(topic, poison, type), places)))
                .toList();
        for (Poison poison : FAULTS) {
            List<String> all = places(topic, poison, null);
            if (all.isEmpty()) {
                continue;
            }
            lettered.put(poison.name(), has(all, places));
            if (poison.inTheValue()) {
                types.forEach(type -> lettered.put(poison + " of " + type, has(places(topic, poison, type), places)));
            }
        }
        return lettered;
    }

    private static boolean has(List<String> some, Set<String> places) {
        return some.stream().anyMatch(places::contains);
    }

    /** @param type null for all */
    private List<String> places(String topic, Poison poison, String type) {
        return sent.entrySet().stream()
                .filter(entry -> entry.getValue().poison() == poison
                        && entry.getValue().topic().name().equals(topic)
                        && (type == null || entry.getValue().type().equals(type)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
