package io.tresen.messaging.probe;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.contracts.catalog.v1.StockReserved;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes down each effect; faults for orders that a test has listed, and violates a constraint for others. */
@ApplicationScoped
public class ReservationProbe {

    private final EventProcess process;

    ReservationProbe(Consumers consumers) {
        process = consumers
                .process("order.probe", Topics.CATALOG_RESERVATION)
                .on(StockReserved.class, (tx, event, value) -> effect(tx, event))
                .on(StockReleased.class, (tx, event, value) -> effect(tx, event))
                .open();
    }

    @Incoming("probe")
    @Blocking
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private static void effect(Tx tx, Event event) {
        if (tx.one("select 1 from probe_fault where order_id = $1", event.key()).isPresent()) {
            throw new RecordFault("impossible-transition", "the test says so");
        }
        tx.update(
                "insert into probe_effect (order_id, event_id, sequence, event_type) values ($1, $2, $3, $4)",
                event.key(),
                event.id(),
                event.sequence(),
                event.type());
    }
}
