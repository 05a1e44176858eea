package io.tresen.proof.invariants;

import io.tresen.contracts.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I5: per topic and key, over first occurrences of an event id, 1, 2, 3 …; on compacted topics rising only. A topic whose records
 * are gone before an experiment ends is left out: who reads it then does not find its keys' first events.
 */
final class Sequences implements Invariant {

    @Override
    public String name() {
        return "I5 sequences per topic and key have no hole and no double";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        long keys = evidence.facts().keySet().stream()
                .filter(Topic::counted)
                .mapToLong(
                        topic -> evidence.first(topic).map(Fact::key).distinct().count())
                .sum();
        return new Subjects(keys, "keys");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (Topic topic : evidence.facts().keySet()) {
            if (!topic.counted()) {
                continue;
            }
            Map<String, Long> last = new HashMap<>();
            evidence.first(topic).forEach(fact -> {
                long before = last.getOrDefault(fact.key(), 0L);
                if (!follows(topic, before, fact.sequence())) {
                    found.add(told(topic, fact, before));
                }
                last.put(fact.key(), fact.sequence());
            });
        }
        return found;
    }

    /** Whether an event's sequence may come behind the one before, 0 for none. */
    static boolean follows(Topic topic, long before, long sequence) {
        return topic.compacted() ? sequence > before : sequence == before + 1;
    }

    static String told(Topic topic, Fact fact, long before) {
        return topic + " " + fact.key() + ": " + fact.type() + " has sequence " + fact.sequence() + " behind " + before;
    }
}
