package io.tresen.messaging.inbox;

import io.tresen.messaging.event.KafkaConnection;
import io.tresen.messaging.event.RecordFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.config.Config;

/** The consumer groups of this service, those of its channels; looked at and set back while nobody reads in them. */
@ApplicationScoped
class ConsumerGroups {

    private static final Pattern GROUP = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.group\\.id");
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A replica that ended stays a member until its session times out, 10 s later. */
    private static final Duration MEMBERS_LEAVE = Duration.ofSeconds(60);

    private final KafkaConnection connection;
    private final Patience patience;
    private final TreeSet<String> names = new TreeSet<>();

    ConsumerGroups(KafkaConnection connection, Patience patience, Config config) {
        this.connection = connection;
        this.patience = patience;
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .map(GROUP::matcher)
                .filter(Matcher::matches)
                .forEach(found -> names.add(config.getValue(found.group(), String.class)));
    }

    /** @throws RecordFault {@code still-read} while a replica of this service reads */
    void assertEmpty() {
        long end = System.nanoTime() + MEMBERS_LEAVE.toNanos();
        try (Admin admin = Admin.create(connection.settings())) {
            String busy = busy(admin);
            while (busy != null && System.nanoTime() < end) {
                patience.waited(1_000);
                busy = busy(admin);
            }
            if (busy != null) {
                throw new RecordFault("still-read", "somebody reads as " + busy + ": all replicas have to be down");
            }
        }
    }

    /** A group that has members, or null. */
    private String busy(Admin admin) {
        for (var group : admin.describeConsumerGroups(names).describedGroups().entrySet()) {
            try {
                ConsumerGroupDescription found = answer(group.getValue());
                if (!found.members().isEmpty()) {
                    return group.getKey();
                }
            } catch (GroupIdNotFoundException neverRead) {
                // it has no offsets either
            }
        }
        return null;
    }

    /** Sets every group back to the first records of that time, never forward. @return records that are read again */
    long rewind(Instant time) {
        long again = 0;
        try (Admin admin = Admin.create(connection.settings())) {
            for (String name : names) {
                again += rewind(admin, name, time);
            }
        }
        return again;
    }

    private static long rewind(Admin admin, String name, Instant time) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset);
                    }
                });
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.forTimestamp(time.toEpochMilli())));
        Map<TopicPartition, ListOffsetsResultInfo> then =
                answer(admin.listOffsets(asked).all());
        Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
        long again = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
            long had = entry.getValue().offset();
            // -1: nothing is that young
            long first = then.get(entry.getKey()).offset();
            if (first >= 0 && first < had) {
                back.put(entry.getKey(), new OffsetAndMetadata(first));
                again += had - first;
            }
        }
        if (!back.isEmpty()) {
            answer(admin.alterConsumerGroupOffsets(name, back).all());
        }
        return again;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("Kafka does not answer about consumer groups", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
