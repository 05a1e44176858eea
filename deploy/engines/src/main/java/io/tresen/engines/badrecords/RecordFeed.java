package io.tresen.engines.badrecords;

import io.tresen.contracts.Topics;
import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.engines.Tried;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes bad records to a running service, and of each type some whose value nobody can read. {@code
 * -Dtresen.bad-records.count} says how many bad ones (200), {@code -Dtresen.bad-records.seed} which ones.
 */
public final class RecordFeed {

    private static final int COUNT = Integer.getInteger("tresen.bad-records.count", 200);
    private static final long SEED = Long.getLong("tresen.bad-records.seed", 20_260_101L);
    private static final Set<String> READ_WITHOUT_A_GROUP = Set.of(Topics.CHAT_TOKEN.name(), Topics.CHAT_PUSHED.name());
    private static final Map<String, Integer> IDS = new ConcurrentHashMap<>();

    /** A consumer tries a record that a handler refuses again and again, alone, before it letters it. */
    private static final Duration PER_RECORD = Duration.ofMillis(100);

    /** What {@link Tried} calls how the records ended for the consumers that read them ({@link Decisions.Count}). */
    public static final List<String> ENDS = List.of("handled", "refused", "unread", "parked");

    private final String service;
    private final ServiceTables tables;
    private final Map<TopicPartition, Long> published = new HashMap<>();
    private final UnreadableValues unreadable = new UnreadableValues();
    private final Decisions decisions = new Decisions();

    /** @param service whose topics they go to, order for one */
    public RecordFeed(String service) {
        this.service = service;
        this.tables = new ServiceTables(service);
    }

    /** How long the service may take to decide all that is published. */
    public Duration patience() {
        return Duration.ofMinutes(1).plus(PER_RECORD.multipliedBy(COUNT));
    }

    /** Publishes them all. The broker itself refuses a record without value or key where it compacts; those are left out. */
    public void publish() {
        SchemaRegistry registry = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl());
        BadRecords records = new BadRecords(service, schema -> id(registry, schema), SEED);
        for (int i = 0; i < COUNT; i++) {
            BadRecord record = records.make(i);
            decisions.lies(publish(record), record);
        }
        List<BadRecord> more = records.unreadable();
        for (BadRecord record : more) {
            unreadable.lies(publish(record), record);
        }
        Tried.note("records", COUNT + more.size(), List.of());
    }

    /** @return where it lies */
    private String publish(BadRecord record) {
        var where = TestTopics.produce(record.topic().name(), record.key(), record.value(), record.headers());
        published.merge(new TopicPartition(where.topic(), where.partition()), where.offset() + 1, Math::max);
        return UnreadableValues.place(where.topic(), where.partition(), where.offset());
    }

    private static int id(SchemaRegistry registry, Schema schema) {
        return IDS.computeIfAbsent(schema.getFullName(), name -> {
            try {
                return registry.idOf(name, schema.toString()).orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Which of the service's groups have not read what was published, partition by partition: a record that is neither handled nor
     * lettered holds its group up for good. Topics that each replica reads without a group are left out.
     */
    public List<String> unread() {
        List<String> unread = new ArrayList<>();
        Set<String> nobodys = new TreeSet<>(published.keySet().stream()
                .map(TopicPartition::topic)
                .filter(it -> !READ_WITHOUT_A_GROUP.contains(it))
                .toList());
        try (ServiceGroups groups = new ServiceGroups(service)) {
            groups.topics().forEach((group, its) -> {
                nobodys.removeAll(its);
                unread.addAll(unread(group, its, groups.committed(group)));
            });
        }
        nobodys.forEach(topic -> unread.add("Nobody reads " + topic));
        return unread;
    }

    private List<String> unread(String group, Set<String> its, Map<TopicPartition, Long> committed) {
        List<String> unread = new ArrayList<>();
        published.forEach((partition, end) -> {
            Long at = committed.get(partition);
            if (its.contains(partition.topic()) && (at == null || at < end)) {
                unread.add(group + " is at " + (at == null ? "nothing" : at) + " of " + end + " in " + partition);
            }
        });
        return unread;
    }

    /** Which unreadable values a group has passed over without a letter, once {@link #unread} has nothing left. */
    public List<String> swallowed() {
        Map<String, Map<String, String>> letters = tables.letters();
        List<String> swallowed = new ArrayList<>();
        try (ServiceGroups groups = new ServiceGroups(service)) {
            groups.topics()
                    .forEach((group, its) -> swallowed.addAll(unreadable.swallowed(
                            group, its, letters.getOrDefault(group, Map.of()).keySet())));
        }
        Tried.note("records", 0, swallowed);
        return swallowed;
    }

    /** Which consumers' handlers were reached by too few to say anything of them, once {@link #unread} has nothing left. */
    public List<String> hardlyHandled() {
        Map<String, Map<String, String>> letters = tables.letters();
        Map<String, Map<String, String>> parked = tables.parked();
        List<String> wrong = new ArrayList<>();
        letters.forEach((consumer, its) -> {
            Set<String> places = parked.getOrDefault(consumer, Map.of()).keySet();
            Decisions.Count count = decisions.count(consumer, unreadable.kinds(its.keySet()), its, places);
            System.out.println("Bad records: " + count);
            wrong.addAll(count.wrong());
            int[] ends = {count.handled(), count.refused(), count.unread(), count.parked()};
            for (int i = 0; i < ends.length; i++) {
                Tried.note(ENDS.get(i), ends[i], List.of());
            }
        });
        Tried.note("records", 0, wrong);
        return wrong;
    }
}
