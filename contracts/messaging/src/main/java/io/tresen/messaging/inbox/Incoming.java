package io.tresen.messaging.inbox;

import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;

/**
 * A record on its way through an inbox: readable, or with the fault that makes it a dead letter.
 *
 * @param event its headers, and its value where handled; null when id, type, key or sequence can't be read
 * @param fault why it can't be handled, or null
 */
record Incoming(Raw raw, Event event, RecordFault fault) {

    boolean faulty() {
        return fault != null;
    }

    Incoming failed(RecordFault why) {
        return new Incoming(raw, event, why);
    }
}
