package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * {@code deploy/proof/run outages}: PostgreSQL, Kafka and the registry, each stopped for a minute, frozen for a minute
 * (connections stay open and nothing answers) and killed, while orders go on coming in.
 */
public final class Outages {

    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final List<String> ENGINES = List.of("kafka", "postgres", "registry");

    private enum Outage {
        STOPPED(Platform::stop, Platform::start),
        FROZEN(Platform::pause, Platform::resume),
        KILLED(Platform::kill, null);

        private final BiConsumer<Platform, String> begin;
        private final BiConsumer<Platform, String> end;

        Outage(BiConsumer<Platform, String> begin, BiConsumer<Platform, String> end) {
            this.begin = begin;
            this.end = end;
        }

        /** Without an end of its own the launcher's supervisor ends it. */
        void of(Platform platform, String engine) {
            begin.accept(platform, engine);
            if (end != null) {
                pass(AWAY);
                end.accept(platform, engine);
            }
        }
    }

    private Outages() {}

    public static void main(String[] arguments) {
        new Experiment("outages", Map.of(), false).run(arguments, (platform, flow, orders) -> {
            int strikes = 0;
            int share = orders / (Outage.values().length * ENGINES.size());
            for (Outage outage : Outage.values()) {
                for (String engine : ENGINES) {
                    strikes++;
                    // from rest, and with orders on their way into it
                    flow.awaitDone(share * (strikes - 1));
                    flow.let(share).awaitDone(share * (strikes - 1) + 1);
                    System.out.printf(
                            "%s %s at order %d%n", engine, outage.name().toLowerCase(), flow.done());
                    outage.of(platform, engine);
                }
            }
            flow.let(orders - share * strikes);
            return strikes;
        });
    }

    private static void pass(Duration time) {
        Pause pause = new Pause(time);
        while (pause.again()) {
            // the platform is left alone
        }
    }
}
