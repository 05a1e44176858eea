package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.Backlog;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code deploy/proof/run backlog}: a service was away for an hour. The records of that hour are there when it starts; how fast
 * it catches up while orders flow, and how much memory it takes.
 */
public final class Backlogs {

    static final Experiment EXPERIMENT = new Experiment("backlog", Map.of(), false).withSamples();
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
        Arguments told = Arguments.of(arguments);
        String service = told.words().size() > 1 ? told.words().get(1) : "notification";
        EXPERIMENT.end(told.seed(2), series(service, told.number(0, 25)));
    }

    /** @param arrival in records a second */
    static Series series(String service, int arrival) {
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException("A backlog of products is read by " + SERVICES + ", not by " + service);
        }
        return (platform, findings) -> drain(platform, arrival, service, findings);
    }

    private static void drain(Platform platform, int arrival, String service, Findings findings) {
        long seed = findings.seed();
        Invariants invariants = new Invariants(platform);
        int records = arrival * AN_HOUR_S;
        Shop shop = Shop.register(platform.origin(), "backlog");
        OrderFlow flow = new OrderFlow(shop, seed).prepare(ORDERS);
        findings.violated("rest before the backlog", invariants.awaitRest(REST));
        platform.stop(service);
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            new Backlog(topics, new Wire(platform.registryUrl()), shop.businessId()).fill(records, seed);
        }
        Duration longest = Duration.ofSeconds(AN_HOUR_S / TIMES_ARRIVAL);
        // the others have read it by now, as they would have in that hour; measured is the one that was away, from its
        // start
        Topics.SERVICES.stream()
                .filter(other -> !other.equals(service))
                .forEach(other -> findings.violated("records of an hour", invariants.awaitWorkedOff(other, longest)));
        long from = System.nanoTime();
        platform.start(service);
        flow.let(ORDERS);
        findings.attempted("records of an hour", records);
        findings.violated("records of an hour", invariants.awaitWorkedOff(service, longest));
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
        findings.attempted(
                "drains at " + TIMES_ARRIVAL + " times the arrival",
                perSecond >= TIMES_ARRIVAL * arrival,
                Math.round(perSecond) + "/s");
        findings.attempted("memory stays below a pod's limit", peakKb <= MOST_MEMORY_KB, peakKb + " kB");
        int accepted = flow.accepted().size();
        findings.attempted("orders meanwhile", ORDERS);
        findings.violated("orders meanwhile", flow.troubles());
        if (accepted != ORDERS) {
            findings.violated("orders meanwhile", accepted + " of " + ORDERS + " were accepted");
        }
        findings.setting("service", service);
        findings.setting("arrival per s", arrival);
        findings.setting("drained per s", Math.round(perSecond));
        findings.setting("memory at most, MB", peakKb / 1_024);
        Experiment.check(platform, findings);
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
