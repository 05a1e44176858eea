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
import io.tresen.messaging.inbox.EventThreads;
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
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** Tests hold its exclusive form to keep handlers waiting. */
    static final long GATE = 4712;

    private static void effect(Tx tx, Event event) {
        tx.query("select pg_advisory_xact_lock_shared($1)", GATE);
        String kind = tx.one(
                        "select kind from probe_fault where order_id = $1 and coalesce(sequence, $2) = $2",
                        event.key(),
                        event.sequence())
                .map(row -> row.getString("kind"))
                .orElse("none");
        switch (kind) {
            case "fault" -> throw new RecordFault("impossible-transition", "the test says so");
            case "nul" -> throw new RecordFault("impossible-transition", "it holds a \0");
            case "error" -> throw new AssertionError("the test says so");
            case "bad parameter" -> tx.update("select $1::int", "seven");
            // looked at when the handler has long returned
            case "sent error" -> tx.send("select 1 / 0");
            case "sent bad parameter" -> tx.send("select $1::int", "seven");
            default ->
                tx.update(
                        "insert into probe_effect (order_id, event_id, sequence, event_type) values ($1, $2, $3, $4)",
                        event.key(),
                        event.id(),
                        event.sequence(),
                        event.type());
        }
    }
}
