package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.Failpoint;
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

/**
 * A consumer whose events have an effect: exactly once each, in the order of their sequence per key.
 *
 * <p>A poll is one transaction: inbox ids, sequence check, effects and outbox. One that fails by a record's own fault is
 * halved until the record stands alone; after three tries it becomes a dead letter and its key is parked. Anything else
 * that fails is repeated without end.
 */
public final class EventProcess {

    private final String name;
    private final Consumers consumers;
    private final Handlers handlers;
    private final Inbox inbox;
    private final Halving halving;

    EventProcess(String name, Topic topic, Consumers consumers) {
        this.name = name;
        this.consumers = consumers;
        this.handlers = new Handlers(topic);
        this.inbox = new Inbox(name, topic, handlers, consumers);
        this.halving = new Halving(
                name, consumers.patience, incoming -> consumers.database.run(tx -> inbox.decide(tx, incoming)));
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
        List<Incoming> incoming = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Raw raw = Raw.of(record);
            incoming.add(consumers.patience.outlast(name, () -> read(raw)));
        }
        Failpoint.reached(Failpoint.PROCESS_POLLED);
        halving.workOff(incoming);
        Failpoint.reached(Failpoint.PROCESS_COMMITTED);
    }

    /** The record with its event; a fault of its own is kept beside it. */
    Incoming read(Raw raw) {
        Event headers = null;
        try {
            headers = io.tresen.messaging.event.Headers.read(raw);
            return new Incoming(raw, handlers.decoded(headers, raw, consumers.codec), null);
        } catch (RuntimeException e) {
            return new Incoming(raw, headers, Halving.fault(e));
        }
    }

    /**
     * Runs a lettered event and then what waits behind it; called by an operator's command.
     *
     * @throws RecordFault when the event still fails; all is as before then
     */
    void replay(Tx tx, UUID letter) {
        inbox.replay(tx, letter, this);
    }

    /** Gives a dead letter up and frees its key; called by an operator's command. */
    void discard(Tx tx, UUID letter) {
        inbox.discard(tx, letter, this);
    }

    /** Goes on behind a gap; called by an operator's command. */
    void skipGap(Tx tx, UUID key) {
        inbox.skipGap(tx, key);
    }
}
