package io.tresen.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A topic: who may read it, which event types it carries and how long it keeps them.
 *
 * @param name {@code <owner>.<noun>.v<n>}
 * @param retention how long records are kept; empty = compacted, the last one of a key stays
 * @param readers services that read it
 * @param types record names of its events, without namespace; tombstones carry a {@code …Removed} type in the header only
 */
public record Topic(String name, Optional<Duration> retention, Set<String> readers, List<String> types) {

    private static final Duration COUNTED = Duration.ofDays(2);

    static Topic compacted(String name, Set<String> readers, String... types) {
        return new Topic(name, Optional.empty(), readers, List.of(types));
    }

    static Topic kept(String name, Duration retention, Set<String> readers, String... types) {
        return new Topic(name, Optional.of(retention), readers, List.of(types));
    }

    /** True when only the last record of a key is kept, so that a hole in the sequence is no loss. */
    public boolean compacted() {
        return retention.isEmpty();
    }

    /**
     * True when records stay long enough for their sequences to be counted by who reads the topic from its beginning. One that keeps
     * less than two days wakes replicas up; nobody counts what it has said.
     */
    public boolean counted() {
        return retention.map(kept -> kept.compareTo(COUNTED) >= 0).orElse(true);
    }

    /** The service that alone writes it. */
    public String owner() {
        return name.substring(0, name.indexOf('.'));
    }

    /** Full names of the Avro records that it carries, in their fixed order of registration. */
    public List<String> recordNames() {
        return types.stream()
                .map(type -> "io.tresen.contracts." + owner() + ".v1." + type)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
