package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code deploy/proof/run outages}: the engines, and the services, are away for a while while orders go on coming in: killed,
 * or frozen for 30 to 90 s (connections stay open and nothing answers). Without counts each engine is once stopped for a minute,
 * frozen for a minute and killed. As long as a part is stopped or frozen all other services say that they live, and in the end all.
 *
 * @param orders how many flow in all
 * @param brokerKills kill -9 of Kafka
 * @param databaseKills kill -9 of PostgreSQL, which has the databases of all services
 * @param pauses SIGSTOP of a service or an engine, by chance
 */
record Outages(int orders, long seed, int brokerKills, int databaseKills, int pauses) implements Series {

    private static final int ORDERS = 500;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String PAUSE = "pause of 30 to 90 s of a service or an engine";
    private static final int SHORTEST_MS = 30_000;
    private static final int LONGEST_MS = 90_000;
    private static final List<String> ENGINES = List.of("kafka", "postgres", "registry");

    static final Experiment EXPERIMENT = new Experiment("outages", Map.of(), false).withSamples();

    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments, "broker-kills", "database-kills", "pauses");
        Outages outages = new Outages(
                told.number(0, ORDERS),
                told.seed(1),
                told.option("broker-kills", 0),
                told.option("database-kills", 0),
                told.option("pauses", 0));
        EXPERIMENT.end(outages.seed(), outages.thenChecked());
    }

    @Override
    public void on(Platform platform, Findings findings) {
        boolean counted = brokerKills + databaseKills + pauses > 0;
        findings.setting("by count", counted ? told() : "each engine stopped, frozen and killed once");
        Liveness liveness = Liveness.of(platform, findings);
        List<UnderOrders.Strike> strikes = counted ? byChance(liveness) : eachOnce(liveness);
        findings.setting(
                "paused",
                strikes.stream()
                        .filter(strike -> strike.what().equals(PAUSE))
                        .map(UnderOrders.Strike::part)
                        .sorted()
                        .collect(Collectors.joining(", ")));
        new UnderOrders(orders, seed).strike(platform, findings, strikes);
        liveness.ask();
    }

    private String told() {
        return "%d kills of Kafka, %d of PostgreSQL, %d pauses".formatted(brokerKills, databaseKills, pauses);
    }

    private static List<UnderOrders.Strike> eachOnce(Liveness liveness) {
        List<UnderOrders.Strike> strikes = new ArrayList<>();
        for (String engine : ENGINES) {
            strikes.add(new UnderOrders.Strike(engine + " stopped for a minute", engine, platform -> {
                platform.stop(engine);
                liveness.ask(engine, MINUTE);
                List<String> wrong = platform.running(engine) ? List.of(engine + " ran meanwhile") : List.<String>of();
                platform.start(engine);
                return wrong;
            }));
        }
        ENGINES.forEach(engine -> strikes.add(new UnderOrders.Strike(
                engine + " frozen for a minute", engine, platform -> freeze(platform, engine, MINUTE, liveness))));
        ENGINES.forEach(engine -> strikes.add(kill(engine)));
        return strikes;
    }

    private List<UnderOrders.Strike> byChance(Liveness liveness) {
        Random random = new Random(seed);
        List<String> parts =
                Stream.concat(Topics.SERVICES.stream(), ENGINES.stream()).toList();
        List<UnderOrders.Strike> strikes = new ArrayList<>(Collections.nCopies(brokerKills, kill("kafka")));
        strikes.addAll(Collections.nCopies(databaseKills, kill("postgres")));
        for (int i = 0; i < pauses; i++) {
            String part = parts.get(random.nextInt(parts.size()));
            Duration time = Duration.ofMillis(SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS));
            strikes.add(new UnderOrders.Strike(PAUSE, part, platform -> freeze(platform, part, time, liveness)));
        }
        Collections.shuffle(strikes, random);
        return strikes;
    }

    /** The launcher's supervisor starts it again. */
    private static UnderOrders.Strike kill(String engine) {
        return new UnderOrders.Strike("kill -9 of " + engine, engine, platform -> Kills.kill(platform, engine));
    }

    /** @return what is wrong; empty where the same process stood still all the time */
    private static List<String> freeze(Platform platform, String part, Duration time, Liveness liveness) {
        UnderOrders.awaitRunning(platform, part);
        OptionalLong pid = platform.pid(part);
        platform.pause(part);
        try {
            List<String> wrong = new ArrayList<>(ProcessState.notStopped(part, pid));
            liveness.ask(part, time);
            wrong.addAll(ProcessState.notStopped(part, pid));
            return wrong;
        } finally {
            platform.resume(part);
        }
    }
}
