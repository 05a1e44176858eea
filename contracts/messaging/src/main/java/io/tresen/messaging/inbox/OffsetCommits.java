package io.tresen.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.tresen.messaging.Wordless;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells Kafka how far a consumer has come: what was acknowledged within a quarter of a second, of all partitions, by one
 * request. The connector's own strategies make one for each partition of each poll, which costs the broker more than the
 * records do, or ask it before the first record is handled. A consumer that dies in between is given so much again: an event
 * has its effect once all the same ({@link Inbox}), or changes nothing ({@link EventCopy}).
 */
final class OffsetCommits implements KafkaCommitHandler {

    static final long EVERY_MS = 250;

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);
    private static final Duration LAST = Duration.ofSeconds(2);

    private final KafkaConsumer<?, ?> consumer;
    private final Consumer<Runnable> later;
    private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    private final Set<TopicPartition> revoked = new HashSet<>();
    private boolean planned;
    private boolean ended;

    /** @param later runs what it is given after {@link #EVERY_MS} */
    OffsetCommits(KafkaConsumer<?, ?> consumer, Consumer<Runnable> later) {
        this.consumer = consumer;
        this.later = later;
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        handled(new TopicPartition(record.getTopic(), record.getPartition()), record.getOffset());
        return Uni.createFrom().voidItem();
    }

    /** Everything up to this record was handled. */
    synchronized void handled(TopicPartition partition, long offset) {
        add(partition, new OffsetAndMetadata(offset + 1));
        plan();
    }

    private void plan() {
        if (!planned && !ended && !due.isEmpty()) {
            planned = true;
            later.accept(this::commit);
        }
    }

    private void add(TopicPartition partition, OffsetAndMetadata next) {
        if (!revoked.contains(partition)) {
            due.merge(partition, next, (one, other) -> one.offset() < other.offset() ? other : one);
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> all = take();
        if (!all.isEmpty()) {
            consumer.commitAsync(all).subscribe().with(done -> {}, failure -> failed(all, failure));
        }
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> take() {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>(due);
        due.clear();
        planned = false;
        return all;
    }

    /** Again, with what was acknowledged meanwhile. */
    private synchronized void failed(Map<TopicPartition, OffsetAndMetadata> all, Throwable why) {
        LOG.debugf("Kafka is told again how far %s were read: %s", all.keySet(), Wordless.kind(why));
        all.forEach(this::add);
        plan();
    }

    /** On the consumer's own thread, before another one gets them; also when this one ends. */
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        synchronized (this) {
            for (TopicPartition partition : partitions) {
                revoked.add(partition);
                OffsetAndMetadata next = due.remove(partition);
                if (next != null) {
                    last.put(partition, next);
                }
            }
        }
        if (!last.isEmpty()) {
            try {
                consumer.unwrap().commitSync(last, LAST);
            } catch (RuntimeException e) {
                LOG.debugf("Whoever gets %s next reads a little again: %s", last.keySet(), Wordless.kind(e));
            }
        }
    }

    @Override
    public synchronized void partitionsAssigned(Collection<TopicPartition> partitions) {
        revoked.removeAll(partitions);
    }

    @Override
    public synchronized void terminate(boolean graceful) {
        ended = true;
    }
}
