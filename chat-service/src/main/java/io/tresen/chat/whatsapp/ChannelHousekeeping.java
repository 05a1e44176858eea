package io.tresen.chat.whatsapp;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.SendRates;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watches;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Keeps the channel's tables from growing for ever, and tells operators of its queue: {@code tresen_whatsapp_backlog} (messages
 * to send, counted up to 100,000) and {@code tresen_whatsapp_backlog_oldest_age_seconds} (0 for none); not a number while the
 * database is away.
 */
@ApplicationScoped
public class ChannelHousekeeping {

    private static final Duration SENDS = Duration.ofDays(30);
    private static final Duration STATUSES = Duration.ofDays(1);

    private final Database database;
    private final Sends sends;
    private final MetaIds ids;
    private final SendRates rates;
    private final BusinessClock clock;
    private final Watches watches;

    ChannelHousekeeping(
            Database database, Sends sends, MetaIds ids, SendRates rates, BusinessClock clock, Watches watches) {
        this.database = database;
        this.sends = sends;
        this.ids = ids;
        this.rates = rates;
        this.clock = clock;
        this.watches = watches;
    }

    void start(@Observes StartupEvent event) {
        watches.watch("the queue to WhatsApp", this::count)
                .gauge("tresen.whatsapp.backlog", null, row -> row.getDouble("waiting"))
                .gauge("tresen.whatsapp.backlog.oldest.age", "seconds", row -> row.getDouble("oldest_s"));
    }

    private Row count(Tx tx) {
        return tx.one(
                        """
                        select (select count(*) from
                            (select 1 from whatsapp_send where state = 'waiting' limit 100000) w)::float8 as waiting,
                          coalesce((select greatest(0, extract(epoch from $1 - queued_at)) from whatsapp_send
                            where state = 'waiting' order by queued_at limit 1), 0)::float8 as oldest_s""",
                        clock.now().atOffset(ZoneOffset.UTC))
                .orElseThrow();
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        while (database.inTransaction(tx -> sends.dropEnded(tx, clock.now().minus(SENDS))) > 0) {}
        while (database.inTransaction(tx -> ids.dropOlder(tx, Instant.now().minus(STATUSES))) > 0) {}
        while (database.inTransaction(rates::dropFull) > 0) {}
    }
}
