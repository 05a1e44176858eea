package io.tresen.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.KafkaConnection;
import io.tresen.messaging.trace.Tracing;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where a service opens its consumers. Names are stable: inbox rows, consumer groups and operators' commands use them. */
@Singleton
public class Consumers {

    final Database database;
    final AvroCodec codec;
    final DeadLetters letters;
    final Patience patience;
    final MeterRegistry metrics;
    final KafkaConnection connection;
    final Tracing tracing;

    private final Map<String, EventProcess> processes = new ConcurrentHashMap<>();
    private final Map<String, EventCopy> copies = new ConcurrentHashMap<>();

    Consumers(
            Database database,
            AvroCodec codec,
            DeadLetters letters,
            Patience patience,
            MeterRegistry metrics,
            KafkaConnection connection,
            Tracing tracing) {
        this.database = database;
        this.codec = codec;
        this.letters = letters;
        this.patience = patience;
        this.metrics = metrics;
        this.connection = connection;
        this.tracing = tracing;
    }

    /** An ordered process: inbox, sequence, parking. Each event has its effect exactly once. */
    public EventProcess process(String name, Topic topic) {
        return new EventProcess(name, topic, this);
    }

    /**
     * A copy of another service's facts: takes any higher version, needs no inbox, can be rebuilt.
     *
     * @param tables its own tables, without schema
     */
    public EventCopy copy(String name, Topic topic, String... tables) {
        return new EventCopy(name, topic, this, tables);
    }

    /** Reads a topic whole on every replica, without a group; for wake-ups and small in-memory sets. */
    public Broadcast broadcast(String name, Topic topic, Broadcast.From from) {
        return new Broadcast(name, topic, from, this);
    }

    void opened(EventProcess process) {
        if (processes.putIfAbsent(process.name(), process) != null) {
            throw new IllegalStateException("Two processes are called " + process.name());
        }
    }

    void opened(EventCopy copy) {
        if (copies.putIfAbsent(copy.name(), copy) != null) {
            throw new IllegalStateException("Two copies are called " + copy.name());
        }
    }

    Optional<EventProcess> process(String name) {
        return Optional.ofNullable(processes.get(name));
    }

    Optional<EventCopy> copy(String name) {
        return Optional.ofNullable(copies.get(name));
    }

    /** All copies of this service, in the order of their names. */
    List<EventCopy> copies() {
        return copies.values().stream()
                .sorted(Comparator.comparing(EventCopy::name))
                .toList();
    }
}
