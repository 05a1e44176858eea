package io.tresen.proof.topics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Which consumer reads which partitions, and where one that does not run goes on. */
public final class ConsumerOffsets implements AutoCloseable {

    private static final String OURS = "(catalog|chat|order|payment|notification)\\..*";

    private final Admin admin;

    public ConsumerOffsets(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Partitions by consumer (its group has its name), of all that run. */
    public Map<String, Set<TopicPartition>> assigned() {
        List<String> groups = answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.matches(OURS))
                .toList();
        Map<String, Set<TopicPartition>> assigned = new TreeMap<>();
        answer(admin.describeConsumerGroups(groups).all()).forEach((group, described) -> {
            Set<TopicPartition> partitions = new HashSet<>();
            described
                    .members()
                    .forEach(member -> partitions.addAll(member.assignment().topicPartitions()));
            assigned.put(group, partitions);
        });
        return assigned;
    }

    /** How many records before these places a consumer has not acknowledged; in a partition of which it never did, all. */
    public long unread(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata had = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (had == null ? 0 : had.offset()));
                })
                .sum();
    }

    /**
     * Has a consumer that does not run pass over what lies between two places of its partitions.
     *
     * @throws IllegalStateException when it has something to read before the first of them, which it would never see then
     */
    public void skip(String group, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> further = new HashMap<>();
        to.forEach((partition, offset) -> {
            OffsetAndMetadata had = committed.get(partition);
            if (had == null) {
                further.put(partition, new OffsetAndMetadata(offset));
            } else if (offset > from.get(partition)) {
                if (had.offset() < from.get(partition)) {
                    throw new IllegalStateException(
                            group + " has not read " + partition + " up to " + from.get(partition));
                }
                further.put(partition, new OffsetAndMetadata(Math.max(had.offset(), offset)));
            }
        });
        if (!further.isEmpty()) {
            answer(admin.alterConsumerGroupOffsets(group, further).all());
        }
    }

    /** Whether nobody is a member of the group: one that ended in order has left it. */
    public boolean isEmpty(String group) {
        return answer(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .allMatch(described -> described.members().isEmpty());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
