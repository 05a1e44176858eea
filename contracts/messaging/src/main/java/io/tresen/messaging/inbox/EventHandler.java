package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;

/** What a consumer does with one event, wholly through the transaction it is given. */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * @param value the decoded record; null for a tombstone
     * @throws io.tresen.messaging.event.RecordFault for the record's own faults: an impossible transition, a violated rule
     */
    void handle(Tx tx, Event event, T value);
}
