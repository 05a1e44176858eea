package io.tresen.engines.badrecords;

import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** A service's consumer groups, as the broker has them. */
final class ServiceGroups implements AutoCloseable {

    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", Engines.ofThisJvm().bootstrapServers()));
    private final String service;

    ServiceGroups(String service) {
        this.service = service;
    }

    /** Topics by group: those it has committed something of, and those its members have been given and not committed yet. */
    Map<String, Set<String>> topics() {
        List<String> groups = answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(service + "."))
                .toList();
        Map<String, Set<String>> topics = new TreeMap<>();
        answer(admin.describeConsumerGroups(groups).all()).forEach((group, described) -> {
            Set<TopicPartition> its = new HashSet<>(committed(group).keySet());
            described.members().forEach(member -> its.addAll(member.assignment().topicPartitions()));
            topics.put(group, its.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        });
        return topics;
    }

    /** What a group reads next, of the partitions of which it has committed something. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> next = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, at) -> {
                    if (at != null) {
                        next.put(partition, at.offset());
                    }
                });
        return next;
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new EngineFailure("the groups of " + service + " could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while asking for groups", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
