package io.tresen.proof.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was sent, per key in order; there is no order across keys or topics. What is acknowledged stays. A record may be there
 * twice, where a relay died between sending it and writing that down.
 */
public final class Topic {

    private final String name;
    private final boolean compacted;
    private final Map<UUID, List<Message>> sent = new LinkedHashMap<>();
    private final List<Reader> readers = new ArrayList<>();

    Topic(String name, boolean compacted) {
        this.name = name;
        this.compacted = compacted;
    }

    public String name() {
        return name;
    }

    boolean compacted() {
        return compacted;
    }

    void readBy(Reader reader) {
        readers.add(reader);
    }

    void append(Message message) {
        sent.computeIfAbsent(message.key(), key -> new ArrayList<>()).add(message);
        readers.forEach(reader -> reader.arrived(message.key()));
    }

    List<Message> sent(UUID key) {
        return sent.getOrDefault(key, List.of());
    }

    Map<UUID, List<Message>> all() {
        return sent;
    }
}
