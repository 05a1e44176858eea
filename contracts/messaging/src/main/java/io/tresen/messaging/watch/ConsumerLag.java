package io.tresen.messaging.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.event.KafkaConnection;
import io.tresen.messaging.watch.LagLook.Group;
import io.tresen.messaging.watch.LagLook.Lag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How far this service's consumer groups are behind, as the broker sees it: a group whose consumers all hang or ended is
 * seen too, as long as one replica lives. Asked for every 15 s ({@code tresen.lag.every}), as often as Prometheus reads it, since it
 * asks the broker for offsets of all topics and for a record of each group that is behind. NaN while the broker is away, and
 * after a look that failed until the next one, 5 s later.
 *
 * <ul>
 *   <li>{@code tresen_consumer_lag_seconds} by {@code group} and {@code topic}: age of the oldest record that is not
 *       processed, from its sending; 0 when there is none
 *   <li>{@code tresen_consumer_lag_records}: how many those are
 * </ul>
 */
@ApplicationScoped
public class ConsumerLag {

    private static final Logger LOG = Logger.getLogger(ConsumerLag.class);
    private static final String CHANNEL = "mp.messaging.incoming.";
    private static final String GROUP = ".group.id";

    /** A lag that is not known is none to an alert, which waits for its minutes anew: one look that failed is soon made good. */
    private static final long AFTER_FAILURE_MS = 5_000;

    /** Waits so many milliseconds; true when the service ends. */
    interface Pause {
        boolean stopped(long ms) throws InterruptedException;
    }

    private final Supplier<Looks> open;
    private final MeterRegistry metrics;
    private final List<Group> groups;
    private final long everyMs;
    private final Pause pause;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Map<Group, Lag> lags = Map.of();

    @Inject
    ConsumerLag(
            KafkaConnection connection,
            MeterRegistry metrics,
            Config config,
            @ConfigProperty(name = "tresen.lag.every", defaultValue = "15s") Duration every) {
        this.open = () -> new LagLook(connection);
        this.metrics = metrics;
        this.groups = groups(config);
        this.everyMs = every.toMillis();
        this.pause = ms -> stopping.await(ms, TimeUnit.MILLISECONDS);
    }

    /** @param open makes what looks, anew after a look that failed */
    ConsumerLag(Supplier<Looks> open, MeterRegistry metrics, List<Group> groups, Duration every, Pause pause) {
        this.open = open;
        this.metrics = metrics;
        this.groups = groups;
        this.everyMs = every.toMillis();
        this.pause = pause;
    }

    /** The groups of the service's channels. */
    private static List<Group> groups(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(CHANNEL) && name.endsWith(GROUP))
                .sorted()
                .map(name -> new Group(
                        config.getValue(name, String.class),
                        config.getValue(name.replace(GROUP, ".topic"), String.class)))
                .distinct()
                .toList();
    }

    void start(@Observes StartupEvent event) {
        show();
        if (!groups.isEmpty()) {
            Thread thread = new Thread(this::work, "consumer-lag");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void show() {
        for (Group group : groups) {
            Gauge.builder("tresen.consumer.lag", () -> lag(group).seconds())
                    .baseUnit("seconds")
                    .tags("group", group.id(), "topic", group.topic())
                    .register(metrics);
            Gauge.builder("tresen.consumer.lag.records", () -> lag(group).records())
                    .tags("group", group.id(), "topic", group.topic())
                    .register(metrics);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private Lag lag(Group group) {
        return lags.getOrDefault(group, Lag.UNKNOWN);
    }

    /** Looks until the service ends. */
    void work() {
        Trouble trouble = new Trouble(LOG, "How far consumers are behind is not known");
        try {
            boolean stopped = false;
            while (!stopped) {
                try (Looks look = open.get()) {
                    while (!stopped) {
                        lags = look.at(groups);
                        trouble.over();
                        stopped = pause.stopped(everyMs);
                    }
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    lags = Map.of();
                    trouble.happened(e);
                    stopped = pause.stopped(Math.min(everyMs, AFTER_FAILURE_MS));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
