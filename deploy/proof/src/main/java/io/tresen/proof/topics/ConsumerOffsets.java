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

    /** Has a consumer that does not run go on there, where that is further on than it was. */
    public void skipTo(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> further = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            OffsetAndMetadata had = committed.get(partition);
            if (had == null || had.offset() < offset) {
                further.put(partition, new OffsetAndMetadata(offset));
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
