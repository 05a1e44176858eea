package io.tresen.messaging.outbox;

import io.tresen.messaging.outbox.ShardTurn.Pending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends the rows of one turn: keys side by side, a key's next event once the one before it is acknowledged. A key whose
 * event is refused stops there; the others go on.
 *
 * <p>All sending is done by the calling thread. In the producer's own thread a full buffer would wait for room that only
 * that thread can make. Nothing is sent after {@link #WINDOW_MS}, however long this process was frozen in between: with
 * {@link OutboxProducer#BLOCK_MS} and {@link OutboxProducer#DELIVERY_MS} on top it stays below the time after which
 * PostgreSQL ends an idle transaction (25 s) and gives the shard to somebody else.
 */
final class Sending {

    static final int WINDOW_MS = 8_000;

    /** Longest that {@link #send} takes. */
    static final int LONGEST_MS = WINDOW_MS + OutboxProducer.BLOCK_MS + OutboxProducer.DELIVERY_MS + 1_000;

    /** A row that Kafka has. */
    record Sent(Pending row, int partition) {}

    /** A row that Kafka did not take; {@code partition} is negative where it was not known. */
    record Refused(Pending row, int partition, Exception error) {}

    private record Answer(Pending row, int partition, Queue<Pending> rest, Exception error) {}

    private final Producer<byte[], byte[]> producer;
    private final BooleanSupplier shardLost;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Set<String> topicsWithoutMetadata = new HashSet<>();
    private final List<Sent> acknowledged = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final long start = System.nanoTime();
    private int inFlight;
    private Exception trouble;

    Sending(Producer<byte[], byte[]> producer, BooleanSupplier shardLost) {
        this.producer = producer;
        this.shardLost = shardLost;
    }

    /** Sends what it can; returns once every answer is there. */
    void send(List<Pending> rows) {
        Map<String, Queue<Pending>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.computeIfAbsent(row.topic() + '/' + row.key(), key -> new ArrayDeque<>())
                .add(row));
        byKey.values().forEach(this::sendNext);
        while (inFlight > 0) {
            Answer answer = nextAnswer();
            if (answer == null) {
                return;
            }
            inFlight--;
            if (answer.error() == null) {
                acknowledged.add(new Sent(answer.row(), answer.partition()));
                sendNext(answer.rest());
            } else {
                trouble = answer.error();
                refused.add(new Refused(answer.row(), answer.partition(), answer.error()));
            }
        }
    }

    /** Rows that Kafka has. */
    List<Sent> acknowledged() {
        return acknowledged;
    }

    /** Rows that Kafka did not take; the rest of their keys was not sent. */
    List<Refused> refused() {
        return refused;
    }

    /** Topics that Kafka knows nothing of. */
    Set<String> topicsWithoutMetadata() {
        return topicsWithoutMetadata;
    }

    /** What the last refused event was refused with, or null. */
    Exception trouble() {
        return trouble;
    }

    /** The producer has not answered although its own time-outs are over: it is not to be used any more. */
    boolean producerIsSilent() {
        return inFlight > 0;
    }

    private void sendNext(Queue<Pending> key) {
        Pending row = key.poll();
        if (row == null || topicsWithoutMetadata.contains(row.topic()) || elapsedMs() > WINDOW_MS) {
            return;
        }
        if (shardLost.getAsBoolean()) {
            trouble = new IllegalStateException("the database is gone, and with it the lock on the shard");
            return;
        }
        try {
            Future<RecordMetadata> answer = producer.send(
                    row.record(),
                    (metadata, error) ->
                            answers.add(new Answer(row, metadata == null ? -1 : metadata.partition(), key, error)));
            inFlight++;
            if (answer.isDone() && isUnknownTopic(answer)) {
                topicsWithoutMetadata.add(row.topic());
            }
        } catch (RuntimeException e) {
            // each further one would wait as long again
            topicsWithoutMetadata.add(row.topic());
            trouble = e;
        }
    }

    /** Refused before it was handed to the network, after waiting in vain for the topic; each further one would wait too. */
    private static boolean isUnknownTopic(Future<RecordMetadata> answer) {
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                    && !(e.getCause() instanceof BufferExhaustedException);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer nextAnswer() {
        long left = LONGEST_MS - elapsedMs();
        try {
            Answer answer = answers.poll(Math.max(left, 1), TimeUnit.MILLISECONDS);
            if (answer == null) {
                trouble = new TimeoutException("the producer does not answer");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = e;
            return null;
        }
    }

    private long elapsedMs() {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
