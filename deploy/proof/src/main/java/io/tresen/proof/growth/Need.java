package io.tresen.proof.growth;

import io.tresen.contracts.Topic;

/** What a load needs, by what its units cost; DESIGN 4 says how long a topic keeps them. */
public record Need(Load load, Cost cost, Server server) {

    /** Copies of each record in Kafka, in a cluster. */
    public static final int COPIES = 3;

    private static final double SECONDS_A_DAY = 86_400;

    /** Primaries of a service's database at the peak. */
    public int primaries(String service) {
        return server.primaries(
                cost.commits(service) * load.peakPerSecond(), cost.walBytes(service) * load.peakPerSecond());
    }

    /** Units a second that one primary of a service bears. */
    public double fullAt(String service) {
        return server.fullAt(cost.commits(service), cost.walBytes(service));
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
}
