package io.tresen.messaging.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * What waits in this service's database, for operators' alerts; asked for every 5 s by one query. Every replica tells the
 * same. While the database is away the values are NaN.
 *
 * <ul>
 *   <li>{@code tresen_outbox_oldest_age_seconds}: how long the oldest event has not been sent, 0 when all are
 *   <li>{@code tresen_outbox_pending}: events to send, counted up to 100,000
 *   <li>{@code tresen_dead_letters_open}: letters that nobody has replayed or discarded
 *   <li>{@code tresen_inbox_parked_keys}: keys that wait behind a letter or a gap
 * </ul>
 */
@ApplicationScoped
public class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final long EVERY_MS = 5_000;
    private static final String QUERY =
            """
            select
              coalesce((select greatest(0, extract(epoch from now() - created_at)) from outbox_event order by id limit 1), 0)
                ::float8 as oldest_s,
              (select count(*) from (select 1 from outbox_event limit 100000) e)::float8 as pending,
              (select count(*) from dead_letter where state = 'open')::float8 as letters,
              (select count(*) from inbox_key where parked_because is not null)::float8 as parked""";

    private record Values(double oldestSeconds, double pending, double letters, double parked) {
        static final Values UNKNOWN = new Values(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private final Database database;
    private final Patience patience;
    private final MeterRegistry metrics;
    private volatile Values values = Values.UNKNOWN;

    Backlog(Database database, Patience patience, MeterRegistry metrics) {
        this.database = database;
        this.patience = patience;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        gauge("tresen.outbox.oldest.age", "seconds", Values::oldestSeconds);
        gauge("tresen.outbox.pending", null, Values::pending);
        gauge("tresen.dead.letters.open", null, Values::letters);
        gauge("tresen.inbox.parked.keys", null, Values::parked);
        Thread thread = new Thread(this::work, "backlog");
        thread.setDaemon(true);
        thread.start();
    }

    private void gauge(String name, String unit, ToDoubleFunction<Values> value) {
        Gauge.builder(name, () -> value.applyAsDouble(values)).baseUnit(unit).register(metrics);
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "The backlog is not known");
        do {
            try {
                Row row = database.read(tx -> tx.one(QUERY)).orElseThrow();
                values = new Values(
                        row.getDouble("oldest_s"),
                        row.getDouble("pending"),
                        row.getDouble("letters"),
                        row.getDouble("parked"));
                trouble.over();
            } catch (Exception e) {
                values = Values.UNKNOWN;
                trouble.happened(e);
            }
        } while (!patience.waited(EVERY_MS));
    }
}
