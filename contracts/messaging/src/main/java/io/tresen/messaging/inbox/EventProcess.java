package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * A consumer whose events have an effect: exactly once each, in the order of their sequence per key.
 *
 * <p>A poll is one transaction: inbox ids, sequence check, effects and outbox. One that fails by a record's own fault is
 * halved until the record stands alone; after three tries it becomes a dead letter and its key is parked. Anything else
 * that fails is repeated without end.
 */
public final class EventProcess {

    private static final Logger LOG = Logger.getLogger(EventProcess.class);
    private static final int TRIES = 3;

    private final String name;
    private final Topic topic;
    private final Consumers consumers;
    private final Handlers handlers;
    private final Inbox inbox;

    EventProcess(String name, Topic topic, Consumers consumers) {
        this.name = name;
        this.topic = topic;
        this.consumers = consumers;
        this.handlers = new Handlers(topic);
        this.inbox = new Inbox(name, topic, handlers, consumers);
    }

    /** Handles a type, one event at a time. */
    public <T extends SpecificRecord> EventProcess on(Class<T> type, EventHandler<T> handler) {
        handlers.on(type, handler);
        return this;
    }

    /** Handles a removal on a compacted topic. */
    public EventProcess onTombstone(String type, EventHandler<Void> handler) {
        handlers.onTombstone(type, handler);
        return this;
    }

    /** Handles all fresh events of a poll at once, in order; instead of {@link #on}. */
    @SafeVarargs
    public final EventProcess inBatches(BiConsumer<Tx, List<Event>> effect, Class<? extends SpecificRecord>... types) {
        handlers.inBatches(effect, types);
        return this;
    }

    /** Makes it known to operators' commands. */
    public EventProcess open() {
        consumers.opened(this);
        return this;
    }

    /** Its stable name. */
    public String name() {
        return name;
    }

    /** Handles a poll; returns once everything in it is decided, so that it can be acknowledged. */
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        List<Raw> raws = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            raws.add(Raw.of(record));
        }
        List<Incoming> incoming = new ArrayList<>(raws.size());
        for (Raw raw : raws) {
            incoming.add(consumers.patience.outlast(name, () -> read(raw)));
        }
        decide(incoming);
    }

    /** The record with its event; a fault of its own is kept beside it. */
    Incoming read(Raw raw) {
        Event headers = null;
        try {
            headers = io.tresen.messaging.event.Headers.read(raw);
            return new Incoming(raw, handlers.decoded(headers, raw, consumers.codec), null);
        } catch (RuntimeException e) {
            return new Incoming(raw, headers, EventProcess.fault(e));
        }
    }

    private void decide(List<Incoming> incoming) {
        try {
            inOneTransaction(incoming);
        } catch (Patience.Stopped stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            if (incoming.size() > 1) {
                int half = incoming.size() / 2;
                decide(incoming.subList(0, half));
                decide(incoming.subList(half, incoming.size()));
            } else {
                tryAgain(incoming.get(0), e);
            }
        }
    }

    private void tryAgain(Incoming incoming, RuntimeException first) {
        RuntimeException last = first;
        for (int i = 1; i < TRIES; i++) {
            try {
                inOneTransaction(List.of(incoming));
                return;
            } catch (Patience.Stopped stopped) {
                throw stopped;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        LOG.errorf(last, "%s gives up on a record of %s", name, topic);
        inOneTransaction(List.of(incoming.failed(fault(last))));
    }

    private void inOneTransaction(List<Incoming> incoming) {
        consumers.patience.outlast(name, () -> {
            consumers.database.run(tx -> inbox.decide(tx, incoming));
            return null;
        });
    }

    /** Runs a parked event and what waits behind it again; called by an operator's command. */
    void replay(UUID letter) {
        consumers.database.run(tx -> inbox.replay(tx, letter, this));
    }

    /** Gives a dead letter up and frees its key; called by an operator's command. */
    void discard(UUID letter) {
        consumers.database.run(tx -> inbox.discard(tx, letter, this));
    }

    /** Goes on behind a gap; called by an operator's command. */
    void skipGap(UUID key) {
        consumers.database.run(tx -> inbox.skipGap(tx, key));
    }

    static RecordFault fault(RuntimeException e) {
        if (e instanceof RecordFault fault) {
            return fault;
        }
        if (Outage.isOne(e)) {
            throw e;
        }
        return new RecordFault("failed", e.getClass().getSimpleName() + " in the handler; the service's log has it");
    }
}
