package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.proof.topics.Poison;
import io.tresen.proof.topics.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The poison that was sent, by where it lies, and which letters of it a consumer must have. */
final class PoisonLetters {

    /** @param type of the event that it is poison of */
    record Sent(Poison poison, Topic topic, String type) {}

    private final Map<String, Sent> sent = new HashMap<>();

    /** @param place topic, partition and offset, as {@link Letter#place} has it */
    void lies(String place, Sent one) {
        sent.put(place, one);
    }

    /** What lies there; null when it was not sent from here. */
    Sent at(String place) {
        return sent.get(place);
    }

    /** How many letters a consumer must have: one of each fault in its topic, and none of a value that it does not read. */
    long owed(Reader reader) {
        return sent.values().stream().filter(one -> isOwed(reader, one)).count();
    }

    /**
     * What is wrong with a consumer's letters of its topic, by place: one is missing, is there twice, or is of what it has nothing to
     * do with. What it has from elsewhere is not looked at.
     *
     * @param places of all its letters, a place as often as there is a letter of it
     */
    List<String> wrong(Reader reader, List<String> places) {
        Map<String, Long> times =
                places.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> wrong = new ArrayList<>();
        for (String place : new TreeSet<>(sent.keySet())) {
            Sent one = sent.get(place);
            long letters = times.getOrDefault(place, 0L);
            long owed = isOwed(reader, one) ? 1 : 0;
            if (one.topic().equals(reader.topic()) && letters != owed) {
                wrong.add(reader.consumer() + " has " + letters + " letters, not " + owed + ", of " + one.poison()
                        + " of " + one.type() + " at " + place);
            }
        }
        return wrong;
    }

    private static boolean isOwed(Reader reader, Sent one) {
        return one.topic().equals(reader.topic())
                && one.poison().reason() != null
                && (!one.poison().inTheValue() || reader.types().contains(one.type()));
    }
}
