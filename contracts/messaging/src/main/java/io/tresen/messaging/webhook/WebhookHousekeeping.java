package io.tresen.messaging.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watches;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the queue from growing for ever, and tells operators of it. What was tried and is past its 7 days is given up also
 * where a dead endpoint has not had its turn again, and after 8 days what never had one; what ended is removed 30 days later. Business time.
 *
 * <ul>
 *   <li>{@code tresen_webhook_backlog}: webhooks to deliver, counted up to 100,000
 *   <li>{@code tresen_webhook_backlog_oldest_age_seconds}: how long the oldest of them has waited, 0 for none
 * </ul>
 */
@ApplicationScoped
public class WebhookHousekeeping {

    private static final Logger LOG = Logger.getLogger(WebhookHousekeeping.class);
    private static final Duration KEPT = Duration.ofDays(30);

    /** So much time a last attempt has, which is made when the 7 days end. */
    private static final Duration LAST_TURN = Duration.ofHours(1);

    /** So much longer waits what was never tried: what is behind a dead head still has its own turn, but not for ever. */
    private static final Duration NO_TURN = Duration.ofDays(1);

    private static final int EVERY_S = 5;
    private static final int TURN = 1_000;

    private final Database database;
    private final BusinessClock clock;
    private final Watches watches;
    private final boolean enabled;
    private final CountDownLatch stopping = new CountDownLatch(1);

    WebhookHousekeeping(
            Database database,
            BusinessClock clock,
            Watches watches,
            @ConfigProperty(name = "tresen.webhooks", defaultValue = "false") boolean enabled) {
        this.database = database;
        this.clock = clock;
        this.watches = watches;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            watches.watch("the webhooks' queue", this::count)
                    .gauge("tresen.webhook.backlog", null, row -> row.getDouble("waiting"))
                    .gauge("tresen.webhook.backlog.oldest.age", "seconds", row -> row.getDouble("oldest_s"));
            WebhookCalls.daemon(this::work, "webhook-housekeeping").start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "Webhooks are tidied up later");
        try {
            do {
                try {
                    tidy(clock.now());
                    trouble.over();
                } catch (RuntimeException e) {
                    trouble.happened(e);
                }
            } while (!stopping.await(EVERY_S, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Row count(Tx tx) {
        return tx.one(
                        """
                        select (select count(*) from
                            (select 1 from webhook_delivery where state = 'waiting' limit 100000) w)::float8 as waiting,
                          coalesce((select greatest(0, extract(epoch from $1 - since)) from webhook_delivery
                            where state = 'waiting' order by since limit 1), 0)::float8 as oldest_s""",
                        clock.now().atOffset(ZoneOffset.UTC))
                .orElseThrow();
    }

    /** Gives up and removes what is due for it, in short transactions. */
    void tidy(Instant now) {
        while (database.inTransaction(tx -> tx.update(
                        """
                        update webhook_delivery set state = 'failed', ended_at = $2 where ctid = any (array(
                          select ctid from webhook_delivery
                          where state = 'waiting' and since < $1 and (attempts > 0 or since < $4)
                          order by since limit $3 for update skip locked))""",
                        now.minus(RetrySchedule.PATIENCE).minus(LAST_TURN).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        TURN,
                        now.minus(RetrySchedule.PATIENCE).minus(NO_TURN).atOffset(ZoneOffset.UTC)))
                == TURN) {}
        while (database.inTransaction(tx -> tx.update(
                        """
                        delete from webhook_delivery where ctid = any (array(
                          select ctid from webhook_delivery
                          where state <> 'waiting' and ended_at < $1 order by ended_at limit $2 for update skip locked))""",
                        now.minus(KEPT).atOffset(ZoneOffset.UTC),
                        TURN))
                == TURN) {}
    }
}
