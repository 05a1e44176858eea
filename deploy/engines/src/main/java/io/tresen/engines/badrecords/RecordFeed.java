package io.tresen.engines.badrecords;

import io.tresen.contracts.Topics;
import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.engines.Tried;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private final String service;
    private final Map<TopicPartition, Long> published = new HashMap<>();
    private final UnreadableValues unreadable = new UnreadableValues();

    /** @param service whose topics they go to, order for one */
    public RecordFeed(String service) {
        this.service = service;
    }

    /** Publishes them all. The broker itself refuses a record without value or key where it compacts; those are left out. */
    public void publish() {
        SchemaRegistry registry = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl());
        BadRecords records = new BadRecords(service, schema -> id(registry, schema), SEED);
        for (int i = 0; i < COUNT; i++) {
            publish(records.make(i));
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
        Map<String, Set<String>> letters = letters();
        List<String> swallowed = new ArrayList<>();
        try (ServiceGroups groups = new ServiceGroups(service)) {
            groups.topics()
                    .forEach((group, its) ->
                            swallowed.addAll(unreadable.swallowed(group, its, letters.getOrDefault(group, Set.of()))));
        }
        Tried.note("records", 0, swallowed);
        return swallowed;
    }

    /** Places of the letters in the service's own table, by consumer; a group has its consumer's name. */
    private Map<String, Set<String>> letters() {
        String database = "tresen_" + service;
        Map<String, Set<String>> letters = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(Engines.ofThisJvm().jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select consumer, topic, partition_no, offset_no from dead_letter")) {
            while (rows.next()) {
                letters.computeIfAbsent(rows.getString(1), consumer -> new HashSet<>())
                        .add(UnreadableValues.place(rows.getString(2), rows.getInt(3), rows.getLong(4)));
            }
        } catch (SQLException e) {
            throw new EngineFailure("the letters of " + service + " could not be read", e);
        }
        return letters;
    }
}
