package io.tresen.messaging.outbox;

import io.tresen.messaging.outbox.ShardTurn.Pending;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * What Kafka did not take lately, on this replica: a partition (no leader), a topic (not known) or one key (its event is
 * refused). Turns pass these over, so that a backlog of them is never all that a turn takes; a key is passed over as a
 * whole and keeps its order. One worker at a time tries them all the same, and what goes through is no obstacle any more.
 */
final class Obstacles {

    /** After a try that failed; a try itself lasts up to {@link Sending#LONGEST_MS}. */
    private static final long TRY_AGAIN_NS = TimeUnit.SECONDS.toNanos(2);

    /** What is beyond is not remembered, and so tried again sooner. */
    private static final int MOST = 200_000;

    /** A key, or with null a whole topic. */
    private record Obstacle(String topic, String key) {}

    private final Set<Obstacle> obstacles = new HashSet<>();
    private final Set<TopicPartition> leaderless = new HashSet<>();
    private long tryAt;

    /** True when everything went through lately. */
    synchronized boolean none() {
        return obstacles.isEmpty() && leaderless.isEmpty();
    }

    /** What was in the way was taken away: its events are no longer there. */
    synchronized void forget() {
        obstacles.clear();
        leaderless.clear();
    }

    /** True when a turn is to take whatever is oldest: nothing is in the way, or it is time to try what was. */
    synchronized boolean mayTryAll(long now) {
        if (none()) {
            return true;
        }
        if (now - tryAt < 0) {
            return false;
        }
        tryAt = now + TimeUnit.MILLISECONDS.toNanos(Sending.LONGEST_MS) + TRY_AGAIN_NS;
        return true;
    }

    /** Takes in how a turn went. @param all whether it took whatever was oldest */
    synchronized void learn(Sending sending, boolean all, long now) {
        for (Sending.Sent sent : sending.acknowledged()) {
            String topic = sent.row().topic();
            obstacles.remove(new Obstacle(topic, null));
            obstacles.remove(new Obstacle(topic, sent.row().key()));
            leaderless.remove(new TopicPartition(topic, sent.partition()));
        }
        sending.topicsWithoutMetadata().forEach(topic -> add(new Obstacle(topic, null)));
        for (Sending.Refused refused : sending.refused()) {
            String topic = refused.row().topic();
            if (refused.error() instanceof TimeoutException && refused.partition() >= 0) {
                leaderless.add(new TopicPartition(topic, refused.partition()));
            } else {
                add(new Obstacle(topic, refused.row().key()));
            }
        }
        if (all) {
            tryAt = sending.trouble() == null ? now : now + TRY_AGAIN_NS;
        }
    }

    private void add(Obstacle obstacle) {
        if (obstacles.size() < MOST) {
            obstacles.add(obstacle);
        }
    }

    /** True when the row would meet an obstacle. */
    boolean inFrontOf(Pending row, Producer<byte[], byte[]> producer) {
        Set<TopicPartition> without;
        synchronized (this) {
            if (obstacles.contains(new Obstacle(row.topic(), null))
                    || obstacles.contains(new Obstacle(row.topic(), row.key()))) {
                return true;
            }
            without = Set.copyOf(leaderless);
        }
        return without.stream().anyMatch(it -> it.topic().equals(row.topic()))
                && without.contains(new TopicPartition(row.topic(), partition(row, producer)));
    }

    /** As the producer's own partitioner decides; -2 for a record without key, which may go anywhere. */
    private static int partition(Pending row, Producer<byte[], byte[]> producer) {
        byte[] key = row.record().key();
        return key == null
                ? -2
                : Utils.toPositive(Utils.murmur2(key))
                        % producer.partitionsFor(row.topic()).size();
    }
}
