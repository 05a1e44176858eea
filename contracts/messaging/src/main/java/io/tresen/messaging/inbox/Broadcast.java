package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads all of a topic on every replica, on a thread of its own, for what lives in memory only: wake-ups and small sets.
 * After an outage it begins again where its {@link From} says.
 */
public final class Broadcast {

    /** Where reading begins. */
    public enum From {
        BEGINNING,
        END
    }

    private static final Logger LOG = Logger.getLogger(Broadcast.class);

    private final String name;
    private final Topic topic;
    private final From from;
    private final Consumers consumers;
    private final Handlers handlers;
    private volatile boolean caughtUp;

    Broadcast(String name, Topic topic, From from, Consumers consumers) {
        this.name = name;
        this.topic = topic;
        this.from = from;
        this.consumers = consumers;
        this.handlers = new Handlers(topic);
    }

    /** Handles a type; must be quick. */
    public <T extends SpecificRecord> Broadcast on(Class<T> type, Consumer<Event> handler) {
        handlers.on(type, (tx, event, value) -> handler.accept(event));
        return this;
    }

    /** Starts reading. */
    public Broadcast open() {
        Thread thread = new Thread(this::work, "broadcast-" + name);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** True once everything that was there at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, name + " begins reading " + topic + " again in 1 s");
        while (!consumers.patience.stopping()) {
            try (WholeTopic whole = WholeTopic.waitingFor(consumers.connection, topic.name(), from == From.BEGINNING)) {
                Map<TopicPartition, Long> ends = whole.ends();
                while (!consumers.patience.stopping()) {
                    whole.poll(Duration.ofMillis(500))
                            .forEach(record -> consumers.patience.outlast(name, () -> take(record)));
                    caughtUp = caughtUp || whole.reached(ends);
                    trouble.over();
                }
            } catch (Patience.Stopped stopped) {
                return;
            } catch (Exception e) {
                trouble.happened(e);
                consumers.patience.waited(1_000);
            }
        }
    }

    /** A record with a fault of its own is skipped: what comes behind it must not wait, and nothing here is owed to it. */
    private Void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            handlers.apply(null, List.of(handlers.read(Raw.of(record), consumers.codec)));
        } catch (RuntimeException e) {
            RecordFault fault = Halving.fault(e);
            consumers
                    .metrics
                    .counter("tresen.broadcast.unreadable", "consumer", name)
                    .increment();
            LOG.warnf(
                    "%s skips %s-%d offset %d: %s",
                    name, topic, record.partition(), record.offset(), fault.getMessage());
        }
        return null;
    }
}
