package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.List;

/** Publishes in the transaction of the fact. */
public interface ChatEvents {

    /**
     * Adds the events to the outbox, in this order; what they tell of has been locked or changed before.
     *
     * @param cause the event that they follow from, or null
     * @param now business time
     */
    void publish(Tx tx, Event cause, Instant now, List<? extends ChatEvent> events);
}
