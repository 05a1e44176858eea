package io.tresen.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Trouble;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Tells Kafka how far a consumer has come: what was acknowledged within a second, of all partitions, by one request, and again
 * until Kafka has taken it. The connector's own strategies make one for each partition of each poll and forget one that fails:
 * where no record follows, the last ones count as unread for good. A consumer that dies in between is given so much again: an
 * event has its effect once all the same ({@link Inbox}), or changes nothing ({@link EventCopy}).
 *
 * <p>A committed offset never goes back: one request is under way at a time; what is due is taken on the consumer's own thread,
 * where no rebalance can come in between; and what was given before a partition was revoked does not count after that.
 */
final class OffsetCommits implements KafkaCommitHandler {

    static final long EVERY_MS = 1_000;

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);
    private static final Duration LAST = Duration.ofSeconds(2);
    /** Below the connector's close-timeout, which a broker that is away would use up for each channel. */
    private static final Duration LAST_OF_ALL = Duration.ofMillis(400);

    private final KafkaConsumer<?, ?> consumer;
    private final Consumer<Runnable> later;
    /** First of the records that ended what was given of each partition by a poll, since it was assigned. */
    private final Map<TopicPartition, Long> givenFrom = new HashMap<>();

    private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> underWay = new HashMap<>();
    private final Trouble trouble = new Trouble(LOG, "Kafka does not take how far was read");
    private boolean planned;
    private boolean ended;

    /** @param later runs what it is given after {@link #EVERY_MS} */
    OffsetCommits(KafkaConsumer<?, ?> consumer, Consumer<Runnable> later) {
        this.consumer = consumer;
        this.later = later;
    }

    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
        given(partition(record), record.getOffset());
        return Uni.createFrom().item(record);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        handled(partition(record), record.getOffset());
        return Uni.createFrom().voidItem();
    }

    private static TopicPartition partition(IncomingKafkaRecord<?, ?> record) {
        return new TopicPartition(record.getTopic(), record.getPartition());
    }

    synchronized void given(TopicPartition partition, long offset) {
        givenFrom.putIfAbsent(partition, offset);
    }

    /** Everything up to this record was handled. */
    synchronized void handled(TopicPartition partition, long offset) {
        Long from = givenFrom.get(partition);
        if (from != null && from <= offset) {
            add(partition, new OffsetAndMetadata(offset + 1));
            plan();
        }
    }

    private void add(TopicPartition partition, OffsetAndMetadata next) {
        due.merge(partition, next, (one, other) -> one.offset() < other.offset() ? other : one);
    }

    private void plan() {
        if (!planned && !ended && !due.isEmpty()) {
            planned = true;
            later.accept(this::commit);
        }
    }

    private void commit() {
        consumer.runOnPollingThread(kafka -> {
                    Map<TopicPartition, OffsetAndMetadata> all = take(kafka.assignment());
                    if (all.isEmpty()) {
                        over(null);
                    } else {
                        kafka.commitAsync(all, (offsets, failure) -> over(failure));
                    }
                })
                .subscribe()
                .with(asked -> {}, this::notAsked);
    }

    /** A consumer that the connector has closed by itself is asked no more. */
    private synchronized void notAsked(Throwable failure) {
        ended |= failure instanceof RejectedExecutionException || failure instanceof IllegalStateException;
        over(failure);
    }

    /** @param held partitions of now: what was polled of another one just before it went is its next reader's */
    private synchronized Map<TopicPartition, OffsetAndMetadata> take(Set<TopicPartition> held) {
        due.keySet().retainAll(held);
        underWay.putAll(due);
        due.clear();
        return new HashMap<>(underWay);
    }

    /** Answered, or not: what was not taken is told again, with what was acknowledged meanwhile. */
    private synchronized void over(Throwable failure) {
        if (failure == null) {
            trouble.over();
        } else {
            LOG.debugf("Kafka is told again how far %s were read: %s", underWay.keySet(), Wordless.kind(failure));
            underWay.forEach(this::add);
            // a rebalance or a broker that starts again is over by itself; a right that is missing is not
            if (!ended && !(failure instanceof RetriableException)) {
                trouble.happened(failure);
            }
        }
        underWay.clear();
        planned = false;
        plan();
    }

    /** On the consumer's own thread, before another one gets them; also when this one ends. */
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        Duration limit;
        synchronized (this) {
            limit = ended ? LAST_OF_ALL : LAST;
            for (TopicPartition partition : partitions) {
                givenFrom.remove(partition);
                OffsetAndMetadata asked = underWay.remove(partition);
                OffsetAndMetadata next = due.remove(partition);
                if (next != null || asked != null) {
                    last.put(partition, next != null ? next : asked);
                }
            }
        }
        if (!last.isEmpty()) {
            try {
                consumer.unwrap().commitSync(last, limit);
            } catch (RuntimeException e) {
                LOG.debugf("Whoever gets %s next reads a little again: %s", last.keySet(), Wordless.kind(e));
            }
        }
    }

    @Override
    public synchronized void partitionsAssigned(Collection<TopicPartition> partitions) {
        givenFrom.keySet().removeAll(partitions);
        due.keySet().removeAll(partitions);
    }

    @Override
    public synchronized void terminate(boolean graceful) {
        ended = true;
    }
}
