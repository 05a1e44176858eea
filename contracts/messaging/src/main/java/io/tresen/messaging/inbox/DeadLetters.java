package io.tresen.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.contracts.Topics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.outbox.DeadLetterRow;
import io.tresen.messaging.outbox.OutboxRelay;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes a record that no retry can help to {@code <service>.dlq.v1}, original bytes and reason, as an outbox row of the
 * transaction that takes note of it; and keeps it in a table until an operator replays or discards it.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int LONGEST_DETAIL = 1_000;

    private final String topic;
    private final OutboxRelay relay;
    private final MeterRegistry metrics;

    DeadLetters(@ConfigProperty(name = "tresen.service") String service, OutboxRelay relay, MeterRegistry metrics) {
        this.topic = Topics.deadLetters(service).name();
        this.relay = relay;
        this.metrics = metrics;
    }

    /**
     * Writes the letter; the same record again (it had no readable id) finds it written. Returns its id. A topic that was
     * made anew counts its offsets from 0 again, so the event's id is a part of the letter's.
     */
    UUID write(Tx tx, String consumer, Incoming one) {
        Raw raw = one.raw();
        Event event = one.event();
        RecordFault fault = one.fault();
        String place = raw.topic() + '-' + raw.partition() + '-' + raw.offset();
        UUID id = Ids.v5(Ids.v5(new UUID(0, 0), consumer), event == null ? place : place + '/' + event.id());
        String detail = storable(fault.getMessage());
        boolean written = tx.update(
                        """
                        insert into dead_letter (id, consumer, topic, partition_no, offset_no, key, event_id, event_type,
                          raw_key, header_names, header_values, value, reason, detail)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                        on conflict do nothing""",
                        id,
                        consumer,
                        raw.topic(),
                        raw.partition(),
                        raw.offset(),
                        event == null ? null : event.key(),
                        event == null ? null : event.id(),
                        event == null ? null : event.type(),
                        Columns.buffer(raw.key()),
                        raw.headerNames(),
                        raw.headerValues(),
                        Columns.buffer(raw.value()),
                        fault.reason(),
                        detail)
                == 1;
        if (written) {
            DeadLetterRow.insert(tx, topic, raw, consumer, fault.reason(), detail, id);
            tx.afterCommit(() -> {
                relay.wake();
                metrics.counter("tresen.dead.letters", "consumer", consumer, "reason", fault.reason())
                        .increment();
                LOG.errorf("Dead letter %s: %s, %s: %s. Replay or discard it by its id.", id, consumer, place, detail);
            });
        }
        return id;
    }

    /** A handler may quote the record, and what can't be stored would keep the letter from being written. */
    private static String storable(String detail) {
        String text = detail.replace('\0', '\uFFFD');
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }

    /** The record of an open letter, locked. */
    Raw open(Tx tx, String consumer, UUID id) {
        Row row = tx.one(
                        "select * from dead_letter where id = $1 and consumer = $2 and state = 'open' for update",
                        id,
                        consumer)
                .orElseThrow(
                        () -> new RecordFault("no-such-letter", "no open letter of " + consumer + " has id " + id));
        return new Raw(
                row.getString("topic"),
                row.getInteger("partition_no"),
                row.getLong("offset_no"),
                Columns.bytes(row, "raw_key"),
                Columns.bytes(row, "value"),
                Raw.headers(row.getArrayOfStrings("header_names"), Columns.buffers(row, "header_values")));
    }

    void close(Tx tx, UUID id, String state) {
        tx.update("update dead_letter set state = $2 where id = $1", id, state);
    }
}
