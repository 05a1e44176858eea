package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Headers;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A consumer that keeps a copy of another service's facts. Its SQL takes any higher version ({@link Event#sequence()}), so
 * a redelivery changes nothing and no inbox is needed; it writes its own tables only and sends nothing, so that a rebuild
 * can run the same handlers over the whole topic.
 */
public final class EventCopy {

    private final String name;
    private final Topic topic;
    private final Consumers consumers;
    private final Handlers handlers;
    private final List<String> tables;
    private final Halving halving;
    private Predicate<Event> kept = event -> true;

    EventCopy(String name, Topic topic, Consumers consumers, String... tables) {
        this.name = name;
        this.topic = topic;
        this.consumers = consumers;
        this.handlers = new Handlers(topic);
        this.tables = List.of(tables);
        this.halving =
                new Halving(name, consumers.patience, incoming -> consumers.database.run(tx -> store(tx, incoming)));
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

    /**
     * Keeps nothing of what nobody will ever read here, neither live nor in a rebuild.
     *
     * @param kept by the record's own fields, the same for all events of a key
     */
    public EventCopy keepingOnly(Predicate<Event> kept) {
        this.kept = kept;
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

    /** Handles a poll; returns once everything in it is stored or lettered. One with nothing of either costs no transaction. */
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        List<Incoming> incoming = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Raw raw = Raw.of(record);
            Incoming one = consumers.patience.outlast(name, () -> read(raw));
            if (one.faulty() || isKept(one.event())) {
                incoming.add(one);
            } else if (!handlers.knows(one.event().type())) {
                consumers.metrics.counter(Inbox.UNKNOWN_TYPES, "consumer", name).increment();
            }
        }
        halving.workOff(incoming);
    }

    private boolean isKept(Event event) {
        return handlers.handles(event.type()) && kept.test(event);
    }

    private void store(Tx tx, List<Incoming> incoming) {
        shareTables(tx);
        incoming.stream().filter(Incoming::faulty).forEach(one -> consumers.letters.write(tx, name, one));
        apply(tx, incoming);
    }

    /** A rebuild swaps the tables under the exclusive form of this lock. */
    private void shareTables(Tx tx) {
        tx.send("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", lockName());
    }

    String lockName() {
        return "copy:" + name;
    }

    /** Gives the handlers what is readable. */
    void apply(Tx tx, List<Incoming> incoming) {
        List<Event> events = incoming.stream()
                .filter(one -> !one.faulty())
                .map(Incoming::event)
                .filter(this::isKept)
                .toList();
        handlers.apply(tx, topic.compacted() ? newest(events) : events);
    }

    /**
     * What an older snapshot of a key says, its newest says anew: storing it first changes nothing but its costs. A removal says
     * nothing of what was removed, and a copy may only mark a row that it has: so the newest removal of a key is stored beside
     * its newest snapshot, in the order of their sequences, or a snapshot would be inserted after the removal that ended it.
     */
    static List<Event> newest(List<Event> events) {
        Map<Object, Event> newest = new LinkedHashMap<>();
        events.forEach(event -> newest.merge(
                List.of(event.key(), event.value() == null),
                event,
                (one, other) -> other.sequence() < one.sequence() ? one : other));
        // stable: what different keys numbered alike stays as it came
        return newest.values().stream()
                .sorted(Comparator.comparingLong(Event::sequence))
                .toList();
    }

    /**
     * Stores a lettered record once more; called by an operator's command. Only where each record says the whole: where it says
     * what changed, later ones have been stored without it, and it would be passed over or stored as the latest.
     */
    void replay(Tx tx, UUID letter) {
        Raw raw = consumers.letters.open(tx, name, letter);
        if (!topic.compacted()) {
            throw new RecordFault(
                    "rebuild-needed",
                    name + " has gone on without it and takes it by `rebuild " + name
                            + "` alone; then discard the letter");
        }
        Incoming one = read(raw);
        if (one.faulty()) {
            throw one.fault();
        }
        shareTables(tx);
        consumers.letters.close(tx, letter, "replayed");
        apply(tx, List.of(one));
    }

    void discard(Tx tx, UUID letter) {
        consumers.letters.open(tx, name, letter);
        consumers.letters.close(tx, letter, "discarded");
    }

    Incoming read(Raw raw) {
        Event headers = null;
        try {
            headers = Headers.read(raw);
            return new Incoming(raw, handlers.decoded(headers, raw, consumers.codec), null);
        } catch (RuntimeException e) {
            return new Incoming(raw, headers, Halving.fault(e));
        }
    }
}
