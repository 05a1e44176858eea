package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Grid;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.TopicBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Services that were away come back, one after the other, to what lies in a topic for them. Of each is measured, from its start:
 * how long until all its consumers have acknowledged what lay there and its outbox is empty, and the most memory that its
 * process took. What comes behind that is not waited for: how fast it comes is others' speed.
 */
final class ComingBack {

    private static final String RECORDS = "records of the absence";
    private static final String SPEED = "drains at " + Absence.TIMES_ARRIVAL + " times the arrival";
    private static final String MEMORY = "memory stays below a pod's limit";
    private static final String ONE_LIFE = "services that catch up in one life";

    /** The others keep up with the arrival, or worse is found than a slow drain. */
    private static final Duration OTHERS = Duration.ofHours(1);

    /** What a pod may have in a cluster (deploy/kubernetes/base/services/pod.yaml). */
    private static final long MOST_MEMORY_KB = 768 * 1_024;

    private final Platform platform;
    private final Absence absence;
    private final Findings findings;
    private final Invariants invariants;
    private final Map<String, Set<TopicPartition>> consumers;
    private final Map<TopicPartition, Long> before;
    private final List<String> away;
    private final List<List<Object>> rows = new ArrayList<>();

    /** Stops the services of a platform at rest. */
    ComingBack(Platform platform, List<String> services, Absence absence, Findings findings) {
        this.platform = platform;
        this.absence = absence;
        this.findings = findings;
        this.invariants = new Invariants(platform);
        this.away = new ArrayList<>(services);
        try (ConsumerOffsets offsets = new ConsumerOffsets(platform.bootstrapServers())) {
            this.consumers = offsets.assigned();
        }
        services.forEach(platform::stop);
        this.before = ends();
        findings.setting("away", String.join(", ", services));
        findings.setting("away for s", absence.seconds());
        findings.setting("arrival per s", absence.arrival());
    }

    /**
     * Starts one of them, once the others have read and answered all that they can without it, as they would have by then.
     *
     * @param topic in which its records came while it was away, @param least how many of them there have to be
     * @param meanwhile what happens while it catches up; returns at once
     */
    void start(String service, Topic topic, int least, Runnable meanwhile) {
        List<String> others =
                Topics.SERVICES.stream().filter(other -> !away.contains(other)).toList();
        findings.violated(RECORDS, invariants.awaitWorkedOff(others, OTHERS));
        Map<TopicPartition, Long> there = ends();
        there.keySet().removeIf(partition -> !partition.topic().equals(topic.name()));
        long records = there.entrySet().stream()
                .mapToLong(end -> end.getValue() - before.getOrDefault(end.getKey(), 0L))
                .sum();
        findings.attempted(RECORDS, records);
        if (records < least) {
            findings.violated(RECORDS, "only " + records + " of " + least + " lay there for " + service);
        }
        away.remove(service);
        long from = System.nanoTime();
        platform.start(service);
        OptionalLong pid = platform.pid(service);
        meanwhile.run();
        findings.violated(RECORDS, awaitRead(service, there));
        findings.violated(RECORDS, invariants.awaitSent(service, absence.longest()));
        double seconds = (System.nanoTime() - from) / 1e9;
        findings.attempted(
                ONE_LIFE,
                pid.isPresent() && platform.pid(service).equals(pid),
                service + " ended meanwhile and was started again");
        measured(service, records, seconds);
    }

    /** Waits until its consumers have acknowledged what lay there; what is left at the end of the time is returned. */
    private List<String> awaitRead(String service, Map<TopicPartition, Long> there) {
        Pause pause = new Pause(absence.longest());
        List<String> left;
        try (ConsumerOffsets offsets = new ConsumerOffsets(platform.bootstrapServers())) {
            do {
                left = left(offsets, service, there);
            } while (!left.isEmpty() && pause.again());
        }
        return left;
    }

    private List<String> left(ConsumerOffsets offsets, String service, Map<TopicPartition, Long> there) {
        List<String> left = new ArrayList<>();
        consumers.forEach((group, partitions) -> {
            if (group.startsWith(service + ".")) {
                Map<TopicPartition, Long> its = new HashMap<>(there);
                its.keySet().retainAll(partitions);
                long records = offsets.unread(group, its);
                if (records > 0) {
                    left.add(group + " has " + records + " records of the absence to read");
                }
            }
        });
        return left;
    }

    private void measured(String service, long records, double seconds) {
        int arrival = absence.arrival();
        double perSecond = records / seconds;
        Memory memory = Memory.of(platform.pid(service).orElseThrow());
        System.out.printf(
                Locale.ROOT,
                "%s: drained %d records in %.0f s at %.0f/s, %.1f times the arrival of %d/s; memory at most %d MB%n",
                service,
                records,
                seconds,
                perSecond,
                perSecond / arrival,
                arrival,
                memory.peakKb() / 1_024);
        findings.attempted(
                SPEED, perSecond >= Absence.TIMES_ARRIVAL * arrival, service + " at " + Math.round(perSecond) + "/s");
        findings.attempted(MEMORY, memory.peakKb() <= MOST_MEMORY_KB, service + ": " + memory.peakKb() + " kB");
        rows.add(List.of(
                service,
                records,
                arrival,
                seconds,
                perSecond,
                perSecond / arrival,
                memory.peakKb() / 1_024,
                memory.heapMb()));
    }

    /** Hands in the table of all that came back. */
    void tell() {
        findings.tables(List.of(new Grid(
                "Back after " + absence.seconds() + " s",
                List.of(
                        "service",
                        "records that lay there",
                        "arrival/s",
                        "s until read and answered",
                        "records/s",
                        "times the arrival",
                        "memory at most, MB",
                        "of which heap may be, MB"),
                rows)));
    }

    private Map<TopicPartition, Long> ends() {
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            return topics.ends();
        }
    }
}
