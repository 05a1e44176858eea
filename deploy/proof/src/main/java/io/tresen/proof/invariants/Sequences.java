package io.tresen.proof.invariants;

import io.tresen.contracts.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I5: per topic and key, over first occurrences of an event id, 1, 2, 3 …; on compacted topics rising only. */
final class Sequences implements Invariant {

    @Override
    public String name() {
        return "I5 sequences per topic and key have no hole and no double";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (Topic topic : evidence.facts().keySet()) {
            Map<String, Long> last = new HashMap<>();
            evidence.first(topic).forEach(fact -> {
                long before = last.getOrDefault(fact.key(), 0L);
                boolean fits = topic.compacted() ? fact.sequence() > before : fact.sequence() == before + 1;
                if (!fits) {
                    found.add(topic + " " + fact.key() + ": " + fact.type() + " has sequence " + fact.sequence()
                            + " behind " + before);
                }
                last.put(fact.key(), fact.sequence());
            });
        }
        return found;
    }
}
