package io.tresen.chat.kafka;

import io.tresen.messaging.event.Event;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whom an event of an order or a payment concerns here, by its own fields. All events of an order say the same: it has its
 * shopper from the beginning, or never (order-service's {@code OrderFacts}); what a stranger asks about it goes out under another
 * key.
 */
final class Addressee {

    private Addressee() {}

    /** False for an order of no shopper that is known here, as a program places it by REST: nobody can ask for it. */
    static boolean hasShopper(Event event) {
        SpecificRecord value = event.value();
        Schema.Field field = value.getSchema().getField("shopper_id");
        return field == null || value.get(field.pos()) != null;
    }
}
