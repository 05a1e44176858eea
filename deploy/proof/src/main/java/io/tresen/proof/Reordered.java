package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Buyer;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.Reader;
import io.tresen.proof.topics.TopicBytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A service that was away reads what came meanwhile in another order among keys than it was written in: no producer promises one,
 * and copies behind the originals can't show it, as their ids are known by then. So what it has not read is sent once more, and
 * it passes over the originals. For a platform at rest: nothing may be written between what is read here and what is sent.
 */
final class Reordered {

    private static final int ORDERS = 30;
    private static final String VISA = "pm_card_visa";
    private static final Duration REST = Duration.ofMinutes(3);
    private static final String CONFIRMED = "orders confirmed though a service read them in another order";

    private final Platform platform;
    private final Findings findings;
    private final Invariants invariants;
    private final Shop shop;
    private final TopicBytes topics;
    private final Copier copier;

    /** @param shop whose orders these are */
    Reordered(Platform platform, Findings findings, Shop shop, TopicBytes topics, Copier copier) {
        this.platform = platform;
        this.findings = findings;
        this.invariants = new Invariants(platform);
        this.shop = shop;
        this.topics = topics;
        this.copier = copier;
        findings.claimed(Overtaking.OVERTAKEN, Overtaking.PASSED_OVER, CONFIRMED);
        findings.setting("orders that a service reads in another order", ORDERS);
    }

    /**
     * One service is away while orders are placed.
     *
     * @param paid whether they can be paid without it; else they are when it is back
     */
    void without(String service, boolean paid) {
        Buyer buyer = new Buyer(shop);
        rest("before " + service + " is away");
        Map<String, String> methods = new LinkedHashMap<>();
        try (ConsumerOffsets offsets = new ConsumerOffsets(platform.bootstrapServers())) {
            List<Reader> readers = Reader.of(service);
            stop(service, offsets, readers);
            Map<TopicPartition, Long> from = topics.ends();
            for (int i = 0; i < ORDERS; i++) {
                String method = i % 2 == 0 ? "card" : "cod";
                String order = buyer.place(method, null);
                methods.put(order, method);
                if (paid) {
                    pay(buyer, order, method);
                }
            }
            workOff(service);
            new Overtaking(topics, copier, offsets, findings).of(readers, from);
        }
        platform.start(service);
        if (!paid) {
            methods.forEach((order, method) -> pay(buyer, order, method));
        }
        rest("behind what " + service + " read");
        methods.keySet().forEach(order -> {
            String status = shop.order(order).path("status").asText();
            findings.attempted(
                    CONFIRMED, status.equals("confirmed"), "without " + service + ": " + order + " is " + status);
        });
    }

    private static void pay(Buyer buyer, String order, String method) {
        if (method.equals("card")) {
            buyer.payByCard(order, VISA);
        }
    }

    private void rest(String when) {
        List<String> unrest = invariants.awaitRest(REST);
        findings.attempted("rest around a service that reads in another order", unrest.isEmpty(), when + ": " + unrest);
    }

    /** Returns once it is no member of its groups any more. */
    private void stop(String service, ConsumerOffsets offsets, List<Reader> readers) {
        platform.stop(service);
        Pause pause = new Pause(REST);
        while (!readers.stream().map(Reader::consumer).allMatch(offsets::isEmpty) && pause.again()) {
            // a member that did not say goodbye is missed after its session
        }
    }

    /** The others read and answer all that they can without it, so that nobody writes any more. */
    private void workOff(String service) {
        List<String> others =
                Topics.SERVICES.stream().filter(other -> !other.equals(service)).toList();
        findings.attempted(
                "others go on while a service is away that reads in another order",
                invariants.awaitWorkedOff(others, REST));
    }
}
