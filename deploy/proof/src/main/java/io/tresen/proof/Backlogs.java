package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.topics.Backlog;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code deploy/proof/run backlog}: a service was away for an hour. The records of that hour are there when it starts; how fast
 * it catches up while orders flow, and how much memory it takes.
 */
public final class Backlogs {

    private static final Experiment EXPERIMENT = new Experiment("backlog", Map.of(), false);
    private static final int AN_HOUR_S = 3_600;
    private static final int TIMES_ARRIVAL = 3;
    private static final int ORDERS = 40;
    private static final List<String> SERVICES = List.of("notification", "order", "chat");
    private static final Duration REST = Duration.ofMinutes(2);

    /** What a pod may have in a cluster (deploy/kubernetes/base/services/pod.yaml). */
    private static final long MOST_MEMORY_KB = 768 * 1_024;

    private Backlogs() {}

    /**
     * Arguments: arrival in records a second (25), service that was away (notification; order or chat), a seed of which
     * products change (by the clock).
     */
    public static void main(String[] arguments) {
        int arrival = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25;
        String service = arguments.length > 1 ? arguments[1] : "notification";
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException("A backlog of products is read by " + SERVICES + ", not by " + service);
        }
        EXPERIMENT.on(platform -> drains(platform, arrival, service, seed));
    }

    private static boolean drains(Platform platform, int arrival, String service, long seed) {
        Instant begin = Instant.now();
        Tally tally = new Tally();
        Invariants invariants = new Invariants(platform);
        int records = arrival * AN_HOUR_S;
        Shop shop = Shop.register(platform.origin(), "backlog");
        OrderFlow flow = new OrderFlow(shop, seed).prepare(ORDERS);
        tally.violated("rest before the backlog", invariants.awaitRest(REST));
        platform.stop(service);
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            new Backlog(topics, new Wire(platform.registryUrl()), shop.businessId()).fill(records, seed);
        }
        Duration longest = Duration.ofSeconds(AN_HOUR_S / TIMES_ARRIVAL);
        // the others have read it by now, as they would have in that hour; measured is the one that was away, from its
        // start
        Topics.SERVICES.stream()
                .filter(other -> !other.equals(service))
                .forEach(other -> tally.violated("records of an hour", invariants.awaitWorkedOff(other, longest)));
        long from = System.nanoTime();
        platform.start(service);
        flow.let(ORDERS);
        tally.tried("records of an hour", records);
        tally.violated("records of an hour", invariants.awaitWorkedOff(service, longest));
        double perSecond = records / ((System.nanoTime() - from) / 1e9);
        long peakKb = peakKb(platform.pid(service).orElseThrow());
        System.out.printf(
                Locale.ROOT,
                "%s: drained %d records at %.0f/s, %.1f times the arrival of %d/s; memory at most %d MB%n",
                service,
                records,
                perSecond,
                perSecond / arrival,
                arrival,
                peakKb / 1_024);
        tally.tried(
                "drains at " + TIMES_ARRIVAL + " times the arrival",
                perSecond >= TIMES_ARRIVAL * arrival,
                Math.round(perSecond) + "/s");
        tally.tried("memory stays below a pod's limit", peakKb <= MOST_MEMORY_KB, peakKb + " kB");
        int accepted = flow.accepted().size();
        tally.tried("orders meanwhile", ORDERS);
        tally.violated("orders meanwhile", flow.troubles());
        if (accepted != ORDERS) {
            tally.violated("orders meanwhile", accepted + " of " + ORDERS + " were accepted");
        }
        return EXPERIMENT.ends(
                platform, tally, "arrival " + arrival + "/s, service " + service + ", seed " + seed, begin);
    }

    /** The most that a process has had in memory, by Linux. */
    private static long peakKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
