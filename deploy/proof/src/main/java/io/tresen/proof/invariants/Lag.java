package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services' consumer groups are behind the ends of their topics. */
final class Lag {

    private Lag() {}

    /** Groups that have not acknowledged everything, one line each. */
    static List<String> behind(String bootstrap) {
        List<String> found = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (var group : admin.listGroups().all().get(30, TimeUnit.SECONDS)) {
                if (group.groupId().matches("(catalog|chat|order|payment|notification)\\..*")) {
                    long records = lag(admin, group.groupId());
                    if (records > 0) {
                        found.add(group.groupId() + " is " + records + " records behind");
                    }
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            found.add("Kafka does not say how far the groups are: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static long lag(Admin admin, String group)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS);
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get(30, TimeUnit.SECONDS);
        return committed.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .mapToLong(entry ->
                        ends.get(entry.getKey()).offset() - entry.getValue().offset())
                .sum();
    }
}
