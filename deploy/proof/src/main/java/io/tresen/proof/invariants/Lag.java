package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the services' consumer groups are behind the ends of their topics. */
final class Lag {

    private static final String OURS = "(catalog|chat|order|payment|notification)\\..*";

    private Lag() {}

    /** Groups that have not acknowledged everything, one line each. */
    static List<String> behind(String bootstrap) {
        List<String> found = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(admin);
            Map<TopicPartition, ListOffsetsResultInfo> ends = ends(admin, committed);
            committed.forEach((group, offsets) -> {
                long records = offsets.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .mapToLong(entry -> ends.get(entry.getKey()).offset()
                                - entry.getValue().offset())
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

    /** What each group has acknowledged. */
    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        for (GroupListing group : answer(admin.listGroups().all())) {
            if (group.groupId().matches(OURS)) {
                asked.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
            }
        }
        return new TreeMap<>(answer(admin.listConsumerGroupOffsets(asked).all()));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(
            Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(p -> asked.put(p, OffsetSpec.latest())));
        return answer(admin.listOffsets(asked).all());
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(30, TimeUnit.SECONDS);
    }
}
