package io.tresen.proof.simulator;

import java.util.List;
import java.util.function.Consumer;

/** A consumer that keeps a copy: takes every record, and the copy itself keeps the newest. It needs no inbox. */
final class Copy extends Reader {

    private final Consumer<Message> keep;

    Copy(Service service, String name, Topic topic, Consumer<Message> keep) {
        super(service, name, topic);
        this.keep = keep;
    }

    @Override
    void take(List<Message> poll) {
        service.transact(() -> poll.forEach(keep));
    }
}
