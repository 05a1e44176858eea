package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The backlog of catalog-service ({@code order.order.v1}: OrderPlaced) and of payment-service ({@code order.payment-request.v1}:
 * PaymentRequested). Its orders are real ones: they are placed by REST, as fast as order-service takes them, while the others are
 * away. Events that are made up would not do: to order-service, which owns both topics, each answer about an order that it does not
 * know is a fault and becomes a dead letter, and what it then does with an answer would not be there to be drained.
 *
 * <p>With both away the same orders are a backlog twice: catalog-service decides about them, order-service asks for the money of
 * those that have their stock, and then payment-service comes back. Of one product there is less than is ordered, so that what
 * was decided can be told from what had to be. Nobody pays at first, so that each request for money stands for one payment that can
 * be made; then some are paid, and the others expire: a day goes by at once.
 */
final class OrderBacklog {

    private static final Map<String, Topic> TOPICS =
            Map.of("catalog", Topics.ORDER_ORDER, "payment", Topics.ORDER_PAYMENT_REQUEST);
    private static final int MEANWHILE = 40;
    private static final int PAID = 20;
    private static final int DAY_S = 86_400;

    /** One order in 20 is for the hot product; so there is some of it for four in five of these. */
    private static final int ORDERS_FOR_A_HOT_UNIT = 25;

    /** {@link OrderFlow#awaitDone} is patient for ten minutes: so is this with each part. */
    private static final int PARTS = 20;

    private static final Duration REST = Duration.ofMinutes(2);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String PLACED = "orders placed, before and meanwhile";

    private final Platform platform;
    private final List<String> services;
    private final Absence absence;
    private final Findings findings;
    private final Invariants invariants;

    /** @param services catalog, payment or both, in the order of coming back */
    OrderBacklog(Platform platform, List<String> services, Absence absence, Findings findings) {
        this.platform = platform;
        this.services = services;
        this.absence = absence;
        this.findings = findings;
        this.invariants = new Invariants(platform);
    }

    void drain() {
        Shop shop = Shop.register(platform.origin(), "backlog");
        OrderFlow flow = new OrderFlow(shop, findings.seed()).payWithin(DAY_S).leaveUnpaid();
        int records = absence.records();
        int hotUnits = records / ORDERS_FOR_A_HOT_UNIT;
        shop.setStock(OrderFlow.HOT, hotUnits);
        findings.attempted("rest before the backlog", invariants.awaitRest(REST));
        ComingBack comingBack = new ComingBack(platform, services, absence, findings);
        int orders = records + MEANWHILE * services.size();
        place(flow, records, orders);
        for (String service : services) {
            // an order for the hot product may get none, and then nobody asks for its money
            int least = service.equals("catalog") ? records : records - flow.ofHot();
            comingBack.start(service, TOPICS.get(service), least, () -> flow.let(MEANWHILE));
        }
        comingBack.tell();
        findings.attempted(PLACED, orders);
        int accepted = flow.accepted().size();
        findings.violated(PLACED, flow.troubles());
        if (accepted != orders) {
            findings.violated(PLACED, accepted + " of " + orders + " were accepted");
        }
        decided(shop, flow, hotUnits);
        end(flow);
    }

    private void place(OrderFlow flow, int records, int orders) {
        long from = System.nanoTime();
        flow.prepare(orders).let(records);
        for (int part = 1; part <= PARTS; part++) {
            flow.awaitDone((int) ((long) records * part / PARTS));
        }
        double perSecond = records / ((System.nanoTime() - from) / 1e9);
        System.out.printf(Locale.ROOT, "placed %d orders at %.0f/s%n", records, perSecond);
        findings.setting("orders placed per s", Math.round(perSecond));
    }

    /** Once all are back and have read and answered everything: nobody has paid yet and no order is over but the rejected ones. */
    private void decided(Shop shop, OrderFlow flow, int hotUnits) {
        findings.violated(PLACED, invariants.awaitWorkedOff(Topics.SERVICES, AN_HOUR));
        findings.checked(invariants.checkAnswers());
        int ofHot = flow.ofHot();
        int rejected = Math.max(0, ofHot - hotUnits);
        int actual =
                invariants.times(Topics.CATALOG_RESERVATION, "StockRejected").size();
        findings.setting("of two lines", flow.ofTwoLines());
        findings.setting("of one hot product", ofHot);
        findings.setting("of which there were", hotUnits);
        findings.attempted(
                "as many orders are rejected as there were too many",
                actual == rejected,
                actual + " were rejected, not " + rejected);
        long left = shop.stock(OrderFlow.HOT).path("available").asLong(-1);
        findings.attempted(
                "what there was of the hot product is held, and no more",
                left == Math.max(0, hotUnits - ofHot),
                left + " of " + hotUnits + " are left after " + ofHot + " orders");
    }

    /** Some are paid, for nobody else the day to pay goes on: every order has its end, and the invariants hold. */
    private void end(OrderFlow flow) {
        findings.attempted("orders paid by card after the backlog", flow.payLeft(PAID));
        new Http(platform.origin(), null)
                .post("/local/clock", "{\"advance_s\": " + (DAY_S + 60) + "}")
                .expect(200);
        findings.attempted("everything comes to rest", invariants.awaitRest(AN_HOUR));
        findings.attempted("services without dead letters", Topics.SERVICES.size());
        Topics.SERVICES.forEach(
                service -> findings.violated("services without dead letters", platform.openLetters(service)));
        Experiment.check(invariants, findings);
    }
}
