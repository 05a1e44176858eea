package io.tresen.engines.badrecords;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values that nobody can read, by where they lie, and who has swallowed them. */
final class UnreadableValues {

    private final Map<String, BadRecord> published = new TreeMap<>();

    /** How a place in a topic is written here. */
    static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    void lies(String place, BadRecord record) {
        published.put(place, record);
    }

    /** Of which kinds a group reads the values, by its letters ({@link BadRecord#kind()}). */
    Set<String> kinds(Set<String> letters) {
        return published.entrySet().stream()
                .filter(it -> letters.contains(it.getKey()))
                .map(it -> it.getValue().kind())
                .collect(Collectors.toSet());
    }

    /**
     * What a group should have lettered and has not. It reads at least one type of each of its topics; which ones shows in its
     * letters, and of those it has to letter all.
     *
     * @param topics that the group reads
     * @param letters places of all its letters
     */
    List<String> swallowed(String group, Set<String> topics, Set<String> letters) {
        Map<String, Map<String, List<String>>> places = new TreeMap<>();
        published.forEach((place, record) -> {
            if (topics.contains(record.topic().name())) {
                places.computeIfAbsent(record.topic().name(), topic -> new TreeMap<>())
                        .computeIfAbsent(record.headers().get("ce_type"), type -> new ArrayList<>())
                        .add(place);
            }
        });
        List<String> swallowed = new ArrayList<>();
        places.forEach((topic, types) -> {
            List<List<String>> read = types.values().stream()
                    .filter(its -> its.stream().anyMatch(letters::contains))
                    .toList();
            if (read.isEmpty()) {
                swallowed.add(group + " has no letter of " + topic);
            }
            read.stream()
                    .flatMap(List::stream)
                    .filter(place -> !letters.contains(place))
                    .forEach(place -> swallowed.add(group + " has no letter of "
                            + published.get(place).headers().get("ce_type") + ", "
                            + published.get(place).changes().get(0) + ", at " + place));
        });
        return swallowed;
    }
}
