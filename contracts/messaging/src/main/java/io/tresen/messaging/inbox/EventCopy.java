package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Headers;
import io.tresen.messaging.event.Raw;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A consumer that keeps a copy of another service's facts. Its SQL takes any higher version ({@link Event#sequence()}), so
 * a redelivery changes nothing and no inbox is needed; it writes its own tables only and sends nothing, so that a rebuild
 * can run the same handlers over the whole topic.
 */
public final class EventCopy {

    private static final int TRIES = 3;

    private final String name;
    private final Topic topic;
    private final Consumers consumers;
    private final Handlers handlers;
    private final List<String> tables;

    EventCopy(String name, Topic topic, Consumers consumers, String... tables) {
        this.name = name;
        this.topic = topic;
        this.consumers = consumers;
        this.handlers = new Handlers(topic);
        this.tables = List.of(tables);
    }

    /** Handles a type. */
    public <T extends SpecificRecord> EventCopy on(Class<T> type, EventHandler<T> handler) {
        handlers.on(type, handler);
        return this;
    }

    /** Handles a removal; mark the row removed with the event's sequence, so that an older snapshot can't revive it. */
    public EventCopy onTombstone(String type, EventHandler<Void> handler) {
        handlers.onTombstone(type, handler);
        return this;
    }

    /** Makes it known to operators' commands. */
    public EventCopy open() {
        consumers.opened(this);
        return this;
    }

    /** Its stable name. */
    public String name() {
        return name;
    }

    Topic topic() {
        return topic;
    }

    List<String> tables() {
        return tables;
    }

    /** Handles a poll; returns once everything in it is stored or lettered. */
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        List<Incoming> incoming = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            incoming.add(consumers.patience.outlast(name, () -> read(Raw.of(record))));
        }
        store(incoming);
    }

    private void store(List<Incoming> incoming) {
        try {
            inOneTransaction(incoming);
        } catch (Patience.Stopped stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            if (incoming.size() > 1) {
                int half = incoming.size() / 2;
                store(incoming.subList(0, half));
                store(incoming.subList(half, incoming.size()));
            } else {
                tryAgain(incoming.get(0), e);
            }
        }
    }

    private void tryAgain(Incoming one, RuntimeException first) {
        RuntimeException last = first;
        for (int i = 1; i < TRIES; i++) {
            try {
                inOneTransaction(List.of(one));
                return;
            } catch (Patience.Stopped stopped) {
                throw stopped;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        inOneTransaction(List.of(one.failed(EventProcess.fault(last))));
    }

    private void inOneTransaction(List<Incoming> incoming) {
        consumers.patience.outlast(name, () -> {
            consumers.database.run(tx -> {
                // a rebuild swaps the tables under the exclusive form of this lock
                tx.query("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", lockName());
                apply(tx, incoming);
            });
            return null;
        });
    }

    String lockName() {
        return "copy:" + name;
    }

    void apply(Tx tx, List<Incoming> incoming) {
        for (Incoming one : incoming) {
            if (one.faulty()) {
                consumers.letters.write(tx, name, one);
            } else {
                handlers.apply(tx, List.of(one.event()));
            }
        }
    }

    /** Stores a lettered record once more; called by an operator's command. */
    void replay(java.util.UUID letter) {
        consumers.database.run(tx -> {
            Incoming one = read(consumers.letters.open(tx, name, letter));
            if (one.faulty()) {
                throw one.fault();
            }
            consumers.letters.close(tx, letter, "replayed");
            handlers.apply(tx, List.of(one.event()));
        });
    }

    void discard(java.util.UUID letter) {
        consumers.database.run(tx -> {
            consumers.letters.open(tx, name, letter);
            consumers.letters.close(tx, letter, "discarded");
        });
    }

    Incoming read(Raw raw) {
        Event headers = null;
        try {
            headers = Headers.read(raw);
            return new Incoming(raw, handlers.decoded(headers, raw, consumers.codec), null);
        } catch (RuntimeException e) {
            return new Incoming(raw, headers, EventProcess.fault(e));
        }
    }
}
