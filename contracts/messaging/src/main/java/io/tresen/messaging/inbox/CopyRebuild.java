package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import io.tresen.messaging.event.RecordFault;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Rebuilds a copy: new tables in a schema of their own, the whole topic through the same handlers, then a swap under the
 * lock that the live consumer shares. The new tables have then seen at least what the live ones have. Nothing is sent. A
 * record that the handlers refuse is counted and skipped: its letter was written when it was live.
 */
@ApplicationScoped
class CopyRebuild {

    /** What came out of it. */
    record Result(long records, long skipped) {
        @Override
        public String toString() {
            return records + " records" + (skipped == 0 ? "" : ", " + skipped + " of them faulty and skipped");
        }
    }

    private static final Logger LOG = Logger.getLogger(CopyRebuild.class);
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(500);

    /** Readers and the live consumer wait while the tables are swapped. */
    private static final Duration SWAP = Duration.ofSeconds(10);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Consumers consumers;

    CopyRebuild(Consumers consumers) {
        this.consumers = consumers;
    }

    /**
     * Rebuilds.
     *
     * @throws Claim.Lost when the command is somebody else's by then; nothing has changed
     */
    Result rebuild(EventCopy copy, Claim claim) {
        return new Run(copy, claim, new CopyTables(copy.tables(), claim.token())).rebuild();
    }

    private final class Run {

        private final EventCopy copy;
        private final Claim claim;
        private final CopyTables tables;
        private long records;
        private long skipped;
        private final List<Incoming> late = new ArrayList<>();

        Run(EventCopy copy, Claim claim, CopyTables tables) {
            this.copy = copy;
            this.claim = claim;
            this.tables = tables;
        }

        Result rebuild() {
            consumers.database.run(tx -> {
                claim.assertMine(tx);
                tables.make(tx);
            });
            try (WholeTopic whole =
                    WholeTopic.toItsEnds(consumers.connection, copy.topic().name(), true)) {
                Map<TopicPartition, Long> ends = whole.ends();
                while (!whole.reached(ends)) {
                    store(read(whole));
                }
                swapOnceReadersLet(whole);
            }
            LOG.infof("Copy %s is rebuilt: %d records, %d skipped", copy.name(), records, skipped);
            return new Result(records, skipped);
        }

        private List<Incoming> read(WholeTopic whole) {
            if (consumers.patience.stopping()) {
                throw new Patience.Stopped();
            }
            List<Incoming> incoming = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : whole.poll(POLL)) {
                Raw raw = Raw.of(record);
                incoming.add(consumers.patience.outlast(copy.name() + "'s rebuild", () -> copy.read(raw)));
            }
            records += incoming.size();
            skipped += incoming.stream().filter(Incoming::faulty).count();
            return incoming;
        }

        private void store(List<Incoming> incoming) {
            for (int from = 0; from < incoming.size(); from += BATCH) {
                storeHalving(incoming.subList(from, Math.min(incoming.size(), from + BATCH)));
            }
        }

        private void storeHalving(List<Incoming> part) {
            try {
                consumers.patience.outlast(copy.name() + "'s rebuild", () -> {
                    consumers.database.run(tx -> {
                        claim.assertMine(tx);
                        tables.use(tx);
                        copy.apply(tx, part);
                    });
                    return null;
                });
            } catch (Patience.Stopped | Claim.Lost over) {
                throw over;
            } catch (RuntimeException e) {
                if (part.size() == 1) {
                    skip(part.get(0), e);
                } else {
                    storeHalving(part.subList(0, part.size() / 2));
                    storeHalving(part.subList(part.size() / 2, part.size()));
                }
            }
        }

        private void skip(Incoming one, RuntimeException why) {
            RecordFault fault = Halving.fault(why);
            Raw raw = one.raw();
            LOG.warnf(
                    "The rebuild of %s skips %s-%d offset %d: %s",
                    copy.name(), raw.topic(), raw.partition(), raw.offset(), fault.getMessage());
            skipped++;
        }

        /** A reader in a long transaction delays the swap and must not throw the work away. */
        private void swapOnceReadersLet(WholeTopic whole) {
            Trouble trouble = new Trouble(LOG, "The swap of copy " + copy.name() + " waits for readers");
            while (true) {
                try {
                    consumers.database.run(tx -> swap(tx, whole));
                    return;
                } catch (PgException e) {
                    if (!LOCK_NOT_AVAILABLE.equals(e.getSqlState())) {
                        throw e;
                    }
                    trouble.happened(e);
                    if (consumers.patience.waited(500)) {
                        throw new Patience.Stopped();
                    }
                }
            }
        }

        private void swap(Tx tx, WholeTopic whole) {
            claim.assertMine(tx);
            // whoever queues behind us waits no longer than this
            tx.query("set local lock_timeout = '2s'");
            tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", copy.lockName());
            tables.use(tx);
            catchUp(tx, whole);
            tables.swap(tx);
        }

        /** Takes what was published meanwhile; kept, since a swap that fails leaves it to the next one. */
        private void catchUp(Tx tx, WholeTopic whole) {
            long deadline = System.nanoTime() + SWAP.toNanos();
            Map<TopicPartition, Long> ends = whole.ends();
            while (!whole.reached(ends)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("Kafka does not give the last records of " + copy.topic());
                }
                late.addAll(read(whole));
            }
            for (Incoming one : late) {
                try {
                    tx.attempt(() -> copy.apply(tx, List.of(one)));
                } catch (RuntimeException e) {
                    skip(one, e);
                }
            }
        }
    }
}
