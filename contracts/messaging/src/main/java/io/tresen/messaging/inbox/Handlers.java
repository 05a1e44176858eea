package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Headers;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.trace.EventSpans;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/** The event types that a consumer handles, and how. Only these are decoded; the header tells the type first. */
final class Handlers {

    private final Topic topic;
    private final Map<String, Class<? extends SpecificRecord>> classes = new HashMap<>();
    private final Map<String, EventHandler<SpecificRecord>> effects = new HashMap<>();
    private BiConsumer<Tx, List<Event>> batch;

    Handlers(Topic topic) {
        this.topic = topic;
    }

    <T extends SpecificRecord> void on(Class<T> type, EventHandler<T> handler) {
        decode(type);
        effects.put(type.getSimpleName(), (tx, event, value) -> handler.handle(tx, event, type.cast(value)));
    }

    void onTombstone(String type, EventHandler<Void> handler) {
        effects.put(type, (tx, event, value) -> handler.handle(tx, event, null));
    }

    @SafeVarargs
    final void inBatches(BiConsumer<Tx, List<Event>> effect, Class<? extends SpecificRecord>... types) {
        batch = effect;
        for (Class<? extends SpecificRecord> type : types) {
            decode(type);
        }
    }

    private void decode(Class<? extends SpecificRecord> type) {
        if (!topic.types().contains(type.getSimpleName())) {
            throw new IllegalArgumentException(type.getSimpleName() + " is not a type of " + topic);
        }
        classes.put(type.getSimpleName(), type);
    }

    /** Reads headers and, for handled types, the value. */
    Event read(Raw raw, AvroCodec codec) {
        return decoded(Headers.read(raw), raw, codec);
    }

    Event decoded(Event event, Raw raw, AvroCodec codec) {
        Class<? extends SpecificRecord> type = classes.get(event.type());
        if (type == null) {
            return event;
        }
        if (raw.value() == null) {
            throw new RecordFault("no-value", event.type() + " has no value");
        }
        return event.with(codec.decode(raw.value(), type));
    }

    /** True when the type is one of the topic's, or one that this consumer was told about. */
    boolean knows(String type) {
        return topic.types().contains(type) || effects.containsKey(type);
    }

    boolean handles(String type) {
        return classes.containsKey(type) || effects.containsKey(type);
    }

    /**
     * Runs the effects. A batch handler gets the events as they came and locks its rows itself; others are called in the
     * order of the keys (within a key as they came): consumers of several topics that change the same aggregates lock them
     * in one order then, and do not deadlock. Between keys there is no order to keep.
     */
    void apply(Tx tx, List<Event> events, EventSpans spans) {
        List<Event> handled =
                events.stream().filter(event -> handles(event.type())).toList();
        if (batch != null) {
            if (!handled.isEmpty()) {
                spans.together(handled, together -> batch.accept(tx, together));
            }
            return;
        }
        handled.stream()
                .sorted(Comparator.comparing(Event::key))
                .forEachOrdered(event ->
                        spans.alone(event, alone -> effects.get(alone.type()).handle(tx, alone, alone.value())));
    }

    /** As its namesake, outside of any trace: what a copy or a wake-up does is no part of the story. */
    void apply(Tx tx, List<Event> events) {
        apply(tx, events, EventSpans.NONE);
    }
}
