package io.tresen.proof.growth;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a load needs, by what its units cost; DESIGN 4 says how long a topic keeps them. */
public record Need(Load load, Cost cost, Server server) {

    /** Copies of each record in Kafka, in a cluster. */
    public static final int COPIES = 3;

    private static final double SECONDS_A_DAY = 86_400;

    /** Primaries of a service's database at the peak. */
    public int primaries(String service) {
        return server.primaries(
                cost.commits().getOrDefault(service, 0.0) * load.peakPerSecond(),
                cost.walBytes(service) * load.peakPerSecond());
    }

    /** Units a second that one primary of a service bears. */
    public double fullAt(String service) {
        return server.fullAt(cost.commits().getOrDefault(service, 0.0), cost.walBytes(service));
    }

    /** Bytes a second that Kafka takes at the peak, all copies. */
    public double kafkaBytesPerSecond() {
        return COPIES
                * load.peakPerSecond()
                * cost.topicBytes().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /** Bytes that a topic holds once its retention is full, all copies; of a compacted one what a day adds at most. */
    public double keptBytes(Topic topic) {
        double days =
                topic.retention().map(kept -> kept.toSeconds() / SECONDS_A_DAY).orElse(1.0);
        return COPIES * load.perDay() * days * cost.topicBytes().getOrDefault(topic.name(), 0.0);
    }

    /** Bytes that a service's tables grow by in a day; what leaves them again (inbox, outbox) is in it only while it is there. */
    public double tableBytesPerDay(String service) {
        return cost.tableBytes().getOrDefault(service, 0.0) * load.perDay();
    }

    /** All of it, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                text("%s: %.0f/s on average, %.0f/s at the peak", load.name(), load.perSecond(), load.peakPerSecond()));
        for (String service : Topics.SERVICES) {
            lines.add(text(
                    "  %-12s %9.0f commits/s  %7.1f MB/s WAL  tables %8.1f GB/day  full at %8.0f/s  %d primaries",
                    service,
                    cost.commits().getOrDefault(service, 0.0) * load.peakPerSecond(),
                    cost.walBytes(service) * load.peakPerSecond() / 1e6,
                    tableBytesPerDay(service) / 1e9,
                    Math.min(fullAt(service), 9_999_999),
                    primaries(service)));
        }
        lines.add(text("  Kafka        %9.1f MB/s in, %d copies", kafkaBytesPerSecond() / 1e6, COPIES));
        new TreeMap<>(cost.topicBytes()).forEach((name, bytes) -> {
            if (bytes >= 1) {
                Topic topic = Topics.all().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                lines.add(text(
                        "    %-26s %8.0f events/s  %10.1f GB kept%s",
                        name,
                        cost.events().getOrDefault(name, 0.0) * load.peakPerSecond(),
                        keptBytes(topic) / 1e9,
                        topic.compacted() ? " (a day's, before compaction)" : ""));
            }
        });
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
