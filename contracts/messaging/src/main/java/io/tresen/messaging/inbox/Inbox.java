package io.tresen.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.trace.EventSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Decides for each record of a poll whether it is a duplicate, the next one, one that has to wait, or a dead letter. All
 * in one transaction, under the locks of the keys' rows, taken in one order.
 *
 * <p>What waits behind a key runs one event at a time, each under a savepoint: one that fails becomes a letter itself, and
 * neither the event that freed the key nor those in between are blamed or undone.
 */
final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final String GAP = "gap";
    private static final int TRIES = 3;
    private static final String GAPS = "tresen.inbox.gaps";
    private static final String DUPLICATES = "tresen.inbox.duplicates";
    static final String UNKNOWN_TYPES = "tresen.inbox.unknown.types";

    private final String name;
    private final Topic topic;
    private final Handlers handlers;
    private final Consumers consumers;
    private final InboxTables tables;
    private final EventSpans spans;

    Inbox(String name, Topic topic, Handlers handlers, Consumers consumers) {
        this.name = name;
        this.topic = topic;
        this.handlers = handlers;
        this.consumers = consumers;
        this.tables = new InboxTables(name, topic);
        this.spans = new EventSpans(consumers.tracing, name);
        // known before the first, or its rise is not seen
        List.of(GAPS, DUPLICATES, UNKNOWN_TYPES).forEach(this::count);
    }

    void decide(Tx tx, List<Incoming> incoming) {
        InboxTables.Taken taken = tables.take(tx, incoming);
        Map<UUID, KeyState> keys = taken.keys();
        Set<UUID> fresh = taken.fresh();
        List<Event> accepted = new ArrayList<>();
        for (Incoming one : incoming) {
            Event event = one.event();
            if (event == null) {
                consumers.letters.write(tx, name, one);
            } else if (!fresh.remove(event.id())) {
                count(DUPLICATES).increment();
            } else {
                decideFresh(tx, one, keys.get(event.key()), accepted);
            }
        }
        handlers.apply(tx, accepted, spans);
        for (KeyState key : keys.values()) {
            if (key.parkedBecause(GAP) && key.moved()) {
                drain(tx, key);
            }
        }
        tables.save(tx, keys);
    }

    private void decideFresh(Tx tx, Incoming one, KeyState key, List<Event> accepted) {
        Event event = one.event();
        if (key.parked() && !(key.parkedBecause(GAP) && event.sequence() == key.last() + 1)) {
            tables.park(tx, one);
        } else if (key.started() && event.sequence() <= key.last()) {
            letter(tx, one.failed(reused(event.sequence())), key);
        } else if (key.started() && event.sequence() > key.last() + 1 && !topic.compacted()) {
            LOG.errorf(
                    "%s: key %s of %s waits for sequence %d, got %d",
                    name, event.key(), topic, key.last() + 1, event.sequence());
            count(GAPS).increment();
            key.park(GAP);
            tables.park(tx, one);
        } else if (one.faulty()) {
            key.reach(event.sequence());
            letter(tx, one, key);
        } else {
            reach(event, key);
            accepted.add(event);
        }
    }

    private void reach(Event event, KeyState key) {
        key.reach(event.sequence());
        if (!handlers.knows(event.type())) {
            count(UNKNOWN_TYPES).increment();
        }
    }

    private static RecordFault reused(long sequence) {
        return new RecordFault("sequence-reused", "sequence " + sequence + " came again under another event id");
    }

    private void letter(Tx tx, Incoming one, KeyState key) {
        UUID letter = consumers.letters.write(tx, name, one);
        key.park(letter.toString());
    }

    /** Takes what waits behind a key, until there is a hole or a letter, or nothing waits and the key is free. */
    private void drain(Tx tx, KeyState key) {
        List<InboxTables.Parked> waiting = tables.waiting(tx, key.key());
        while (!waiting.isEmpty()) {
            for (InboxTables.Parked parked : waiting) {
                if (parked.sequence() > key.last() + 1 && !topic.compacted()) {
                    key.park(GAP);
                    return;
                }
                tables.unpark(tx, parked);
                RecordFault fault = take(tx, key, parked);
                if (fault != null) {
                    letter(tx, read(parked).failed(fault), key);
                    return;
                }
            }
            waiting = tables.waiting(tx, key.key());
        }
        key.free();
    }

    /** Runs a waiting event; its fault, or null. */
    private RecordFault take(Tx tx, KeyState key, InboxTables.Parked parked) {
        if (parked.sequence() <= key.last()) {
            return reused(parked.sequence());
        }
        Incoming one = read(parked);
        reach(one.event(), key);
        if (one.faulty()) {
            return one.fault();
        }
        RecordFault fault = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                tx.attempt(() -> handlers.apply(tx, List.of(one.event()), spans));
                return null;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                fault = Halving.fault(e);
            }
        }
        return fault;
    }

    private Incoming read(InboxTables.Parked parked) {
        Event headers = io.tresen.messaging.event.Headers.read(parked.raw());
        try {
            return new Incoming(parked.raw(), handlers.decoded(headers, parked.raw(), consumers.codec), null);
        } catch (RuntimeException e) {
            return new Incoming(parked.raw(), headers, Halving.fault(e));
        }
    }

    /** The letter's event first, then what waits behind it, in order. Its own fault leaves everything as it was. */
    void replay(Tx tx, UUID letter, EventProcess process) {
        Incoming one = process.read(consumers.letters.open(tx, name, letter));
        if (one.faulty()) {
            throw one.fault();
        }
        KeyState key = tables.lock(tx, one.event().key());
        if (!key.parkedBecause(letter.toString())) {
            throw new RecordFault("not-first", "another letter of this key comes first");
        }
        key.reach(Math.max(key.last(), one.event().sequence()));
        handlers.apply(tx, List.of(one.event()), spans);
        consumers.letters.close(tx, letter, "replayed");
        drain(tx, key);
        tables.save(tx, key);
    }

    /** Forgets the letter's event and takes what waits behind it. */
    void discard(Tx tx, UUID letter, EventProcess process) {
        Incoming one = process.read(consumers.letters.open(tx, name, letter));
        consumers.letters.close(tx, letter, "discarded");
        if (one.event() == null) {
            return;
        }
        KeyState key = tables.lock(tx, one.event().key());
        if (key.parkedBecause(letter.toString())) {
            drain(tx, key);
            tables.save(tx, key);
        }
    }

    /** Goes on without the events that a key waits for in vain; an operator has made sure that they are lost. */
    void skipGap(Tx tx, UUID id) {
        KeyState key = tables.lock(tx, id);
        List<InboxTables.Parked> waiting = tables.waiting(tx, id);
        if (!key.parkedBecause(GAP) || waiting.isEmpty()) {
            throw new RecordFault("no-gap", "key " + id + " does not wait for a missing event");
        }
        key.reach(Math.max(key.last(), waiting.get(0).sequence() - 1));
        drain(tx, key);
        tables.save(tx, key);
    }

    private Counter count(String metric) {
        return consumers.metrics.counter(metric, "consumer", name);
    }
}
