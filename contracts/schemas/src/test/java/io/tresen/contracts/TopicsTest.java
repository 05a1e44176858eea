package io.tresen.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of topics against the design's table (DESIGN 4), written down here once more by hand. */
class TopicsTest {

    private static final String COMPACTED = "compacted";

    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("catalog.product.v1", COMPACTED),
            Map.entry("catalog.collection.v1", COMPACTED), // beyond the table: collections that shops put together
            Map.entry("catalog.availability.v1", COMPACTED),
            Map.entry("catalog.reservation.v1", "P14D"),
            Map.entry("order.order.v1", "P400D"),
            Map.entry("order.rules.v1", COMPACTED),
            Map.entry("order.discount.v1", COMPACTED), // beyond the table: codes, too many for one snapshot (ADR 14)
            Map.entry("order.payment-request.v1", "P14D"),
            Map.entry("payment.payment.v1", "P400D"),
            Map.entry("payment.transfer.v1", "P400D"), // beyond the table: money from person to person (ADR 15)
            Map.entry("chat.conversation.v1", "P14D"),
            Map.entry("chat.shopper.v1", COMPACTED),
            Map.entry("chat.business.v1", COMPACTED),
            Map.entry("chat.token.v1", COMPACTED),
            Map.entry("chat.pushed.v1", "PT1H"),
            Map.entry("notification.notice.v1", "P14D"),
            Map.entry("catalog.dlq.v1", "P30D"),
            Map.entry("chat.dlq.v1", "P30D"),
            Map.entry("order.dlq.v1", "P30D"),
            Map.entry("payment.dlq.v1", "P30D"),
            Map.entry("notification.dlq.v1", "P30D"));

    /** The other direction of the design's "who reads what", which is a cluster's access list. */
    private static final Map<String, Set<String>> READ = Map.of(
            "catalog", Set.of("chat.business.v1", "order.order.v1"),
            "chat",
                    Set.of(
                            "catalog.product.v1",
                            "catalog.collection.v1",
                            "catalog.availability.v1",
                            "order.order.v1",
                            "order.rules.v1",
                            "order.discount.v1",
                            "payment.payment.v1",
                            "payment.transfer.v1",
                            "notification.notice.v1",
                            "chat.pushed.v1"),
            "order",
                    Set.of(
                            "chat.conversation.v1",
                            "chat.shopper.v1",
                            "chat.business.v1",
                            "catalog.product.v1",
                            "catalog.reservation.v1",
                            "payment.payment.v1"),
            "payment",
                    Set.of("order.payment-request.v1", "chat.conversation.v1", "chat.shopper.v1", "chat.business.v1"),
            "notification",
                    Set.of(
                            "catalog.product.v1",
                            "catalog.availability.v1",
                            "chat.conversation.v1",
                            "chat.shopper.v1",
                            "chat.business.v1",
                            "order.order.v1",
                            "payment.payment.v1"));

    @Test
    void every_topic_is_kept_as_the_design_says() {
        Map<String, String> kept = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            String how = topic.retention().map(Days::text).orElse(COMPACTED);
            assertEquals(topic.compacted(), topic.retention().isEmpty());
            assertEquals(null, kept.put(topic.name(), how), topic + " is listed twice");
        }
        assertEquals(new TreeMap<>(KEPT), kept);
    }

    @Test
    void every_topic_is_read_by_whom_the_design_names() {
        for (String service : Topics.SERVICES) {
            Set<String> wanted = new TreeSet<>(READ.get(service));
            wanted.add("chat.token.v1");
            wanted.add(service + ".dlq.v1");
            Set<String> read = Topics.all().stream()
                    .filter(topic -> topic.readers().contains(service))
                    .map(Topic::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(wanted, read, service);
        }
    }

    @Test
    void every_name_is_owner_noun_and_version() {
        for (Topic topic : Topics.all()) {
            assertTrue(
                    topic.name().matches("(" + String.join("|", Topics.SERVICES) + ")\\.[a-z-]+\\.v[1-9]"),
                    topic.name());
            assertTrue(topic.name().startsWith(topic.owner() + "."));
        }
    }

    @Test
    void every_event_schema_is_on_exactly_one_topic_of_its_owner() throws IOException {
        List<String> listed = Released.recordNames();
        assertEquals(new TreeSet<>(listed).size(), listed.size(), "a record is listed twice: " + listed);
        Set<String> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/avro"))) {
            files = all.filter(file -> file.toString().endsWith(".avsc"))
                    .filter(file -> !file.getParent().endsWith("common"))
                    .map(file -> "io.tresen.contracts." + file.getParent().getFileName() + ".v1."
                            + file.getFileName().toString().replace(".avsc", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(files, new TreeSet<>(listed));
        listed.forEach(Released::today); // each has its class
    }

    /** Durations in days where they are whole days, so that the table reads like the design's. */
    private static final class Days {
        static String text(Duration kept) {
            return kept.toDays() > 0 && kept.equals(Duration.ofDays(kept.toDays()))
                    ? "P" + kept.toDays() + "D"
                    : kept.toString();
        }
    }
}
