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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code deploy/proof/run backlog}: a service was away for an hour. The records of that hour are there when it starts; how fast
 * it catches up while orders flow, and how much memory it takes. What it reads decides what the records are: changes of products
 * that nobody answers, which are written here, or {@link OrderBacklog orders}, which are placed.
 */
public final class Backlogs {

    static final Experiment EXPERIMENT = new Experiment("backlog", Map.of(), false).withSamples();
    private static final int AN_HOUR_S = 3_600;
    private static final int ORDERS = 40;
    private static final int CHANGES_PER_S = 25;
    private static final int ORDERS_PER_S = 10;
    private static final List<String> OF_PRODUCTS = List.of("notification", "order", "chat");
    private static final List<String> OF_ORDERS = List.of("catalog", "payment");
    private static final Duration REST = Duration.ofMinutes(2);

    private Backlogs() {}

    /**
     * Arguments: arrival in records a second (25; 10 of orders), services that were away (notification; order or chat; catalog,
     * payment or catalog,payment), a seed of which products change or are ordered (by the clock); {@code --away} for how many
     * seconds (3,600).
     */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments, "away");
        List<String> services =
                List.of((told.words().size() > 1 ? told.words().get(1) : OF_PRODUCTS.get(0)).split(","));
        int arrival = told.number(0, OF_ORDERS.containsAll(services) ? ORDERS_PER_S : CHANGES_PER_S);
        EXPERIMENT.end(told.seed(2), series(services, new Absence(arrival, told.option("away", AN_HOUR_S))));
    }

    /** @param services one that reads products, or one or two that read orders; these come back one after the other */
    static Series series(List<String> services, Absence absence) {
        if (OF_ORDERS.containsAll(services)) {
            List<String> inTurn = OF_ORDERS.stream().filter(services::contains).toList();
            return (platform, findings) -> new OrderBacklog(platform, inTurn, absence, findings).drain();
        }
        if (services.size() != 1 || !OF_PRODUCTS.containsAll(services)) {
            throw new IllegalArgumentException(
                    "A backlog is of " + OF_PRODUCTS + ", one of them, or of " + OF_ORDERS + ", not of " + services);
        }
        return (platform, findings) -> products(platform, absence, services.get(0), findings);
    }

    private static void products(Platform platform, Absence absence, String service, Findings findings) {
        long seed = findings.seed();
        Invariants invariants = new Invariants(platform);
        Shop shop = Shop.register(platform.origin(), "backlog");
        OrderFlow flow = new OrderFlow(shop, seed).prepare(ORDERS);
        findings.attempted("rest before the backlog", invariants.awaitRest(REST));
        ComingBack comingBack = new ComingBack(platform, List.of(service), absence, findings);
        int records = absence.records();
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            new Backlog(topics, new Wire(platform.registryUrl()), shop.businessId()).fill(records, seed);
        }
        comingBack.start(service, Topics.CATALOG_PRODUCT, records, () -> flow.let(ORDERS));
        comingBack.tell();
        int accepted = flow.accepted().size();
        findings.attempted("orders meanwhile", ORDERS);
        findings.violated("orders meanwhile", flow.troubles());
        if (accepted != ORDERS) {
            findings.violated("orders meanwhile", accepted + " of " + ORDERS + " were accepted");
        }
        Experiment.check(platform, findings);
    }
}
