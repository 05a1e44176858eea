package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.Headers;
import io.tresen.messaging.event.KafkaConnection;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.event.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Brings a database that was restored from a backup to what the topics know of it, while the service is fenced:
 *
 * <ol>
 *   <li>nobody reads in the service's consumer groups, or it fails
 *   <li>the service's {@link RestoreTask} mends what no event says
 *   <li>each key's sequence is lifted to the last one in the service's own topics, so that its next event follows; events
 *       that the database does not know are written down as {@code told_event}, for a person
 *   <li>what waits in the outbox and is in a topic already is taken out: sent again it would stand behind its successors,
 *       and on a compacted topic in their place
 *   <li>the service's {@link RestoreTask} lifts its own numbers
 *   <li>the consumer groups go back to before the backup: the inbox knows what had its effect before
 *   <li>all copies are rebuilt once the service runs again
 * </ol>
 *
 * <p>Each step may be done again. A backup has to be younger than what the topics keep, or sequences could be reused unseen.
 */
@ApplicationScoped
class Restore {

    /** How far before the backup reading begins: clocks differ, and consumers may have been behind when it was made. */
    static final Duration BEFORE_THE_BACKUP = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(Restore.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Database database;
    private final KafkaConnection connection;
    private final AvroCodec codec;
    private final ToldEvents told;
    private final ConsumerGroups groups;
    private final Instance<RestoreTask> tasks;
    private final String service;

    Restore(
            Database database,
            KafkaConnection connection,
            AvroCodec codec,
            ToldEvents told,
            ConsumerGroups groups,
            @Any Instance<RestoreTask> tasks,
            @ConfigProperty(name = "tresen.service") String service) {
        this.database = database;
        this.connection = connection;
        this.codec = codec;
        this.told = told;
        this.groups = groups;
        this.tasks = tasks;
        this.service = service;
    }

    /**
     * Does it and ends the command.
     *
     * @param target of the command, as {@link RestoreTarget} writes it
     * @return what was found, for the operator
     * @throws RecordFault when it can't be done; nothing was changed then, or all can be done again
     */
    String restore(Claim claim, String target) {
        RestoreTarget restored = RestoreTarget.of(target, Instant.now());
        restored.allowFor(service);
        Instant from = restored.made().minus(BEFORE_THE_BACKUP);
        List<Topic> own = Topics.all().stream()
                .filter(topic -> topic.owner().equals(service) && !topic.types().isEmpty())
                .filter(Topic::counted)
                .toList();
        own.forEach(topic -> refuseTooOld(topic, from));
        groups.assertEmpty();
        long removed = lift(claim, own, from);
        long rewound = groups.rewind(from);
        String sent = removed + " events of the outbox had been sent, " + rewound + " records are read again";
        return database.inTransaction(tx -> {
            tx.update("insert into operator_command (kind, target) values ('rebuild', '*')");
            String detail = told.summary(tx) + ", " + sent;
            claim.end(tx, "done", detail);
            return detail;
        });
    }

    private static void refuseTooOld(Topic topic, Instant from) {
        topic.retention()
                .filter(kept -> from.isBefore(Instant.now().minus(kept)))
                .ifPresent(kept -> {
                    throw new RecordFault(
                            "backup-too-old",
                            topic + " keeps " + kept.toDays()
                                    + " days: what was told since the backup is not all there");
                });
    }

    /** Reads what was told since then. @return how many rows of the outbox were in a topic already */
    long lift(Claim claim, List<Topic> own, Instant from) {
        database.run(tx -> {
            claim.assertMine(tx);
            tasks.forEach(task -> task.begin(tx));
        });
        Map<String, Long> pending = database.inTransaction(told::pending);
        long removed = 0;
        for (Topic topic : own) {
            removed += lift(claim, topic, from, pending);
        }
        return removed;
    }

    private long lift(Claim claim, Topic topic, Instant from, Map<String, Long> pending) {
        long removed = 0;
        try (WholeTopic whole = WholeTopic.toItsEnds(connection, topic.name(), false)) {
            whole.goTo(from);
            Map<TopicPartition, Long> ends = whole.ends();
            while (!whole.reached(ends)) {
                List<ToldEvent> events = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : whole.poll(POLL)) {
                    read(record, events);
                }
                if (!events.isEmpty()) {
                    removed += database.inTransaction(tx -> note(tx, claim, events, pending));
                }
            }
        }
        return removed;
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<ToldEvent> events) {
        Raw raw = Raw.of(record);
        try {
            events.add(new ToldEvent(Headers.read(raw), Headers.causation(raw), record.timestamp(), raw, codec));
        } catch (Unreadable stranger) {
            LOG.warnf(
                    "%s-%d offset %d is no event of ours: %s",
                    record.topic(), record.partition(), record.offset(), stranger.getMessage());
        }
    }

    private long note(Tx tx, Claim claim, List<ToldEvent> events, Map<String, Long> pending) {
        claim.assertMine(tx);
        List<ToldEvent> newer = told.note(tx, events);
        tasks.forEach(task -> task.told(tx, newer));
        return told.takeOut(tx, events, pending);
    }
}
