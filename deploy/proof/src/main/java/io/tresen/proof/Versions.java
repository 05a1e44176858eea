package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Buyer;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.client.Wish;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.NextProducer;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code deploy/proof/run versions}: today's services live on events of the next version alone. They take turns, so that none
 * runs while another's events still lie there as today's code wrote them; in between each event is written as its next
 * version writes it. By that every order comes to its end: one is shipped, one is paid and cancelled, and somebody is told that
 * something is back. Which types of events that were is told, and some must have been. That every version of every schema reads every other is
 * NextVersionTest's; that two builds work side by side is {@code upgrade}'s.
 */
public final class Versions {

    static final Experiment EXPERIMENT = new Experiment("versions", Map.of(), true).withSamples();
    private static final Duration TURN = Duration.ofMinutes(2);
    private static final int MOST_TURNS = 60;
    private static final int LEAST_ORDERS = 2;

    /** Who may run side by side, as none of them reads what another writes. Order-service begins. */
    private static final List<List<String>> TURNS =
            List.of(List.of("order"), List.of("catalog", "payment"), List.of("notification"), List.of("chat"));

    private final Platform platform;
    private final Invariants invariants;
    private final Buyer buyer;
    private final Shop shop;
    private final Shopper shopper;
    private final Set<String> unpaid = new LinkedHashSet<>();
    /** What becomes of orders, by id; done once they are confirmed. */
    private final Map<String, String> ends = new LinkedHashMap<>();

    private final Set<String> open = new LinkedHashSet<>();
    private Wish wish;
    /** What is wished for; the first turn of catalog-service brings some. */
    private boolean isSoldOut = true;

    private final Findings findings;

    private Versions(Platform platform, Findings findings) {
        this.platform = platform;
        this.findings = findings;
        this.invariants = new Invariants(platform);
        this.shop = Shop.register(platform.origin(), "versions");
        this.buyer = new Buyer(shop);
        this.shopper = shop.shopper().consenting();
    }

    /** Arguments: number of orders (40), half of them by card; a seed of in which order which are placed (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(1), series(told.number(0, 40)));
    }

    static Series series(int orders) {
        if (orders < LEAST_ORDERS) {
            throw new IllegalArgumentException("one order is cancelled and one is shipped: at least " + LEAST_ORDERS);
        }
        return (platform, findings) -> new Versions(platform, findings).run(orders, findings.seed());
    }

    private void run(int orders, long seed) {
        // everybody has read something of today's, so that all consumers are known with their partitions
        shop.awaitStatus(buyer.place("cod", shopper.shopperId()), "confirmed");
        wish = Wish.of(shop, "versions-wish");
        findings.attempted("rest before the turns", invariants.awaitRest(TURN));
        try (ConsumerOffsets offsets = new ConsumerOffsets(platform.bootstrapServers());
                TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            Map<String, Set<TopicPartition>> consumers = offsets.assigned();
            stop(Topics.SERVICES, offsets, consumers);
            NextProducer next = new NextProducer(topics, offsets, new Wire(platform.registryUrl()), consumers);
            findings.attempted("schemas whose next version the registry takes", next.register());
            platform.start("order");
            placed(orders, seed);
            turns(next, offsets, consumers);
            LiveTypes.report(next.written(), findings);
        }
        Topics.SERVICES.forEach(platform::start);
        findings.attempted("rest behind the turns", invariants.awaitRest(TURN));
        findings.attempted("orders by card that could be paid", orders - orders / 2);
        findings.violated("orders by card that could be paid", List.copyOf(unpaid));
        ends.forEach((order, end) -> {
            String status = shop.order(order).path("status").asText();
            findings.attempted(
                    "orders that get where they should by events of the next version",
                    status.equals(end),
                    order + " is " + status + ", not " + end);
        });
        long back = wish.told();
        findings.attempted("a wish told once by events of the next version", back == 1, wish + " was told " + back);
        long told = shopper.notices("order_confirmation");
        findings.attempted("confirmations told once an order", orders + 1);
        if (told != orders + 1) {
            findings.violated("confirmations told once an order", told + " of " + (orders + 1));
        }
        findings.setting("orders", orders);
        Experiment.check(platform, findings);
    }

    /** One by card is going to be cancelled, one that is paid at the door to be shipped; which are placed first is by chance. */
    private void placed(int orders, long seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, orders).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        for (int number : numbers) {
            String order = buyer.place(number % 2 == 0 ? "card" : "cod", shopper.shopperId());
            ends.put(order, number == 0 ? "cancelled" : number == 1 ? "shipped" : "confirmed");
            if (number % 2 == 0) {
                unpaid.add(order);
            }
        }
        open.addAll(ends.keySet());
    }

    /**
     * Round by round, until nobody has anything to read. Who has nothing is passed over, but nobody is overtaken: before a
     * service writes again, everybody has read what it wrote before, as there is no place for both forms in one partition.
     */
    private void turns(NextProducer next, ConsumerOffsets offsets, Map<String, Set<TopicPartition>> consumers) {
        int idle = 0;
        for (int turn = 0; turn < MOST_TURNS && idle < TURNS.size(); turn++) {
            List<String> services = TURNS.get(turn % TURNS.size());
            // order-service has written before the first
            if (turn > 0 && services.stream().noneMatch(this::hasToRead)) {
                idle++;
                continue;
            }
            idle = 0;
            services.forEach(platform::start);
            work(services);
            stop(services, offsets, consumers);
            int written = next.takeOver();
            System.out.printf("turn of %s: %d events of the next version%n", services, written);
            findings.attempted("events of the next version", written);
            findings.attempted("turns", 1);
        }
        Topics.SERVICES.stream()
                .filter(this::hasToRead)
                .forEach(service -> findings.violated("turns", service + " still has something to read"));
    }

    private void work(List<String> services) {
        workOff(services);
        if (services.contains("payment")) {
            unpaid.removeIf(order -> buyer.canPay(order) && buyer.payByCard(order, "pm_card_visa"));
        }
        if (services.contains("catalog") && isSoldOut) {
            wish.fulfil();
            isSoldOut = false;
        }
        if (services.contains("order")) {
            open.removeIf(this::goesOn);
        }
        workOff(services);
    }

    /** Ships or cancels an order that is to end so, once it is confirmed. @return whether nothing is left to do about it */
    private boolean goesOn(String order) {
        if (ends.get(order).equals("confirmed")) {
            return true;
        }
        if (!shop.order(order).path("status").asText().equals("confirmed")) {
            return false;
        }
        if (ends.get(order).equals("shipped")) {
            shop.ship(order);
        } else {
            buyer.cancel(order);
        }
        return true;
    }

    /** What a service does of itself, it does behind what it has read, and sends afterwards. */
    private void workOff(List<String> services) {
        services.forEach(service -> {
            findings.violated("turns", invariants.awaitWorkedOff(service, TURN));
            findings.violated("turns", invariants.awaitOwnWork(service, TURN));
            findings.violated("turns", invariants.awaitWorkedOff(service, TURN));
        });
    }

    private boolean hasToRead(String service) {
        return !invariants.awaitWorkedOff(service, Duration.ZERO).isEmpty();
    }

    /** Returns once nobody is a member of their groups any more. */
    private void stop(List<String> services, ConsumerOffsets offsets, Map<String, Set<TopicPartition>> consumers) {
        services.forEach(platform::stop);
        Pause pause = new Pause(TURN);
        while (!consumers.keySet().stream().allMatch(offsets::isEmpty) && pause.again()) {
            // a member that did not say goodbye is missed after its session
        }
    }
}
