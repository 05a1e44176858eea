package io.tresen.proof.growth;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.proof.report.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured and what is reckoned from it, as a report's tables. A topic that has nothing of it is left out. */
final class Figures {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    /** Less of it is a chance event of something else. */
    private static final double FEW_EVENTS = 0.005;

    private Figures() {}

    /** @param what one of them is called, {@code "an order"} */
    static List<Grid> of(String what, Cost cost) {
        return List.of(
                new Grid(
                        "What " + what + " costs, by service",
                        List.of("service", "commits", "rows written", "bytes of WAL, estimated", "bytes of tables"),
                        services(service -> List.of(
                                service,
                                cost.commits(service),
                                cost.rows().getOrDefault(service, 0.0),
                                cost.walBytes(service),
                                cost.tableBytes().getOrDefault(service, 0.0)))),
                new Grid(
                        "What " + what + " costs, by topic",
                        List.of("topic", "events", "bytes, one copy"),
                        topics(
                                cost,
                                (topic, events) -> List.of(
                                        topic.name(), events, cost.topicBytes().getOrDefault(topic.name(), 0.0)))));
    }

    static List<Grid> of(Need need) {
        Load load = need.load();
        Cost cost = need.cost();
        String what = "What " + load.name() + " need";
        return List.of(
                new Grid(
                        what + ", by service",
                        List.of(
                                "service",
                                "commits/s",
                                "MB/s of WAL",
                                "GB a day of tables",
                                "one primary is full at, /s",
                                "primaries"),
                        services(service -> List.of(
                                service,
                                cost.commits(service) * load.peakPerSecond(),
                                cost.walBytes(service) * load.peakPerSecond() / MEGA,
                                need.tableBytesPerDay(service) / GIGA,
                                fullAt(need.fullAt(service)),
                                need.primaries(service)))),
                new Grid(
                        what + ", by topic",
                        List.of("topic", "events/s", "GB kept, " + Need.COPIES + " copies"),
                        topics(
                                cost,
                                (topic, events) -> List.of(
                                        topic.name() + (topic.compacted() ? " (a day's, before compaction)" : ""),
                                        events * load.peakPerSecond(),
                                        need.keptBytes(topic) / GIGA))),
                new Grid(
                        what + ", in all",
                        List.of(
                                "units/s on average",
                                "units/s at the peak",
                                "MB/s into Kafka, " + Need.COPIES + " copies"),
                        List.of(List.of(load.perSecond(), load.peakPerSecond(), need.kafkaBytesPerSecond() / MEGA))));
    }

    /** A service that such a unit does not touch is never full. */
    private static Object fullAt(double perSecond) {
        return Double.isInfinite(perSecond) ? "–" : (Object) perSecond;
    }

    private interface ServiceRow {
        List<Object> of(String service);
    }

    private interface TopicRow {
        List<Object> of(Topic topic, double events);
    }

    private static List<List<Object>> services(ServiceRow row) {
        return Topics.SERVICES.stream().map(row::of).toList();
    }

    private static List<List<Object>> topics(Cost cost, TopicRow row) {
        Map<String, Topic> known = new TreeMap<>();
        Topics.all().forEach(topic -> known.put(topic.name(), topic));
        List<List<Object>> rows = new ArrayList<>();
        cost.events().forEach((name, events) -> {
            if (events >= FEW_EVENTS) {
                rows.add(row.of(known.get(name), events));
            }
        });
        return rows;
    }
}
