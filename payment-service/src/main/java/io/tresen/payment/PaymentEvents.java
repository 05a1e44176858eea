package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.List;

/** Tells the outside, in the transaction of the fact. */
public interface PaymentEvents {

    /**
     * @param at business time of the facts
     * @param cause the event that they follow from; null when a person or the provider caused them
     */
    void publish(Tx tx, PaymentOrder order, List<PaymentEvent> events, Instant at, Event cause);
}
