package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the services' consumer groups are behind the ends of their topics. A partition that a group has, or had, counts from its
 * beginning until something of it is acknowledged: who acknowledges nothing is as far behind as can be.
 */
final class Lag {

    private static final String OURS = "(catalog|chat|order|payment|notification)\\..*";

    private Lag() {}

    /** Groups that have not acknowledged everything, one line each. */
    static List<String> behind(String bootstrap) {
        List<String> found = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            List<String> groups = groups(admin);
            // before the ends: what is committed in between is at most not counted
            Map<String, Map<TopicPartition, Long>> places = places(admin, groups);
            Set<TopicPartition> partitions = places.values().stream()
                    .flatMap(ofGroup -> ofGroup.keySet().stream())
                    .collect(Collectors.toSet());
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            places.forEach((group, ofGroup) -> {
                long records = ofGroup.entrySet().stream()
                        .mapToLong(it -> ends.get(it.getKey()) - Math.max(begins.get(it.getKey()), it.getValue()))
                        .sum();
                if (records > 0) {
                    found.add(group + " is " + records + " records behind");
                }
            });
        } catch (ExecutionException | TimeoutException e) {
            found.add("Kafka does not say how far the groups are: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static List<String> groups(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        return answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.matches(OURS))
                .toList();
    }

    /** Where each group goes on: behind what it has acknowledged, and where it has not yet at 0, as all of ours read from there. */
    private static Map<String, Map<TopicPartition, Long>> places(Admin admin, List<String> groups)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Map<TopicPartition, Long>> places = new TreeMap<>();
        answer(admin.describeConsumerGroups(groups).all()).forEach((group, described) -> {
            Map<TopicPartition, Long> ofGroup = new HashMap<>();
            described.members().forEach(member -> member.assignment()
                    .topicPartitions()
                    .forEach(partition -> ofGroup.put(partition, 0L)));
            places.put(group, ofGroup);
        });
        Map<String, ListConsumerGroupOffsetsSpec> asked =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        answer(admin.listConsumerGroupOffsets(asked).all())
                .forEach((group, committed) -> committed.forEach((partition, at) -> {
                    if (at != null) {
                        places.get(group).put(partition, at.offset());
                    }
                }));
        return places;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(asked).all()).forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(30, TimeUnit.SECONDS);
    }
}
