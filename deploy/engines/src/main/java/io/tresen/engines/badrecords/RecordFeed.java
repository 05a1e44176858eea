package io.tresen.engines.badrecords;

import io.tresen.contracts.Topics;
import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes bad records to a running service. {@code -Dtresen.bad-records.count} says how many (200), {@code
 * -Dtresen.bad-records.seed} which ones.
 */
public final class RecordFeed {

    private static final int COUNT = Integer.getInteger("tresen.bad-records.count", 200);
    private static final long SEED = Long.getLong("tresen.bad-records.seed", 20_260_101L);
    private static final Set<String> READ_WITHOUT_A_GROUP = Set.of(Topics.CHAT_TOKEN.name(), Topics.CHAT_PUSHED.name());
    private static final Map<String, Integer> IDS = new ConcurrentHashMap<>();

    private final String service;
    private final Map<TopicPartition, Long> published = new HashMap<>();

    /** @param service whose topics they go to, order for one */
    public RecordFeed(String service) {
        this.service = service;
    }

    /** Publishes them all. The broker itself refuses a record without value or key where it compacts; those are left out. */
    public void publish() {
        SchemaRegistry registry = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl());
        BadRecords records = new BadRecords(service, schema -> id(registry, schema), SEED);
        for (int i = 0; i < COUNT; i++) {
            BadRecord record = records.make(i);
            var where = TestTopics.produce(record.topic().name(), record.key(), record.value(), record.headers());
            published.merge(new TopicPartition(where.topic(), where.partition()), where.offset() + 1, Math::max);
        }
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
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Engines.ofThisJvm().bootstrapServers()))) {
            List<String> unread = new ArrayList<>();
            Set<String> nobodys = new TreeSet<>(published.keySet().stream()
                    .map(TopicPartition::topic)
                    .filter(it -> !READ_WITHOUT_A_GROUP.contains(it))
                    .toList());
            for (var group : admin.listGroups().all().get()) {
                if (group.groupId().startsWith(service + ".")) {
                    Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get();
                    Set<String> its =
                            offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
                    nobodys.removeAll(its);
                    unread.addAll(unread(group.groupId(), its, offsets));
                }
            }
            nobodys.forEach(topic -> unread.add("Nobody reads " + topic));
            return unread;
        } catch (ExecutionException e) {
            throw new EngineFailure("the groups of " + service + " could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while asking for groups", e);
        }
    }

    private List<String> unread(String group, Set<String> its, Map<TopicPartition, OffsetAndMetadata> offsets) {
        List<String> unread = new ArrayList<>();
        published.forEach((partition, end) -> {
            OffsetAndMetadata at = offsets.get(partition);
            if (its.contains(partition.topic()) && (at == null || at.offset() < end)) {
                unread.add(
                        group + " is at " + (at == null ? "nothing" : at.offset()) + " of " + end + " in " + partition);
            }
        });
        return unread;
    }
}
