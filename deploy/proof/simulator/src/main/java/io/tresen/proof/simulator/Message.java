package io.tresen.proof.simulator;

import io.tresen.payment.PaymentFact;
import java.time.Instant;
import java.util.UUID;

/**
 * A record of a topic.
 *
 * @param id of the event, the same in every delivery
 * @param sequence 1, 2, 3 … per key and topic
 * @param at the sender's clock, for people
 */
public record Message(UUID id, Topic topic, UUID key, long sequence, Object value, Instant at) {

    @Override
    public String toString() {
        Object said = value instanceof PaymentFact fact ? fact.event() : value;
        String what =
                said instanceof Named named ? named.name() : said.getClass().getSimpleName();
        return topic.name() + " " + Names.of(key) + " #" + sequence + " " + what;
    }
}
