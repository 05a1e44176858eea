package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The threads on which events are handled: their own, so that requests that hang hold up no event, nor events a request (ADR 24).
 * A channel handles one poll at a time, in the order of its partitions; its handler may outlast an outage ({@link Patience}) and
 * holds its thread meanwhile. So there is at least one for each channel, or one would wait for another's; and fewer channels than
 * there are connections, which the relay and the timers need too.
 */
@Singleton
public class EventThreads {

    /** What each handler names: {@code @Incoming("…") @Blocking(EventThreads.POOL)}. */
    public static final String POOL = "events";

    private static final String MOST = "smallrye.messaging.worker." + POOL + ".max-concurrency";
    private static final String CONNECTIONS = "quarkus.datasource.reactive.max-size";
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.connector");

    private final Config config;

    EventThreads(Config config) {
        this.config = config;
    }

    /** Settings that can't hold end the service here, and not with its first outage. */
    void start(@Observes StartupEvent event) {
        check(channels(config), config.getValue(MOST, Integer.class), config.getValue(CONNECTIONS, Integer.class));
    }

    static long channels(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> CHANNEL.matcher(name).matches())
                .distinct()
                .count();
    }

    /** @throws IllegalStateException for too few threads, or too few connections */
    static void check(long channels, int threads, int connections) {
        if (threads < channels) {
            throw new IllegalStateException(MOST + " is " + threads + ": it must be at least the " + channels
                    + " channels that this service reads");
        }
        if (channels >= connections) {
            throw new IllegalStateException(CONNECTIONS + " is " + connections + ": it must be above the " + channels
                    + " channels that this service reads");
        }
    }
}
