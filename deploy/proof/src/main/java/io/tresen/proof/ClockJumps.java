package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.NeverPayers;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * {@code deploy/proof/run clock}: business time jumps forward and back by an hour while orders flow, on all services at once
 * and on each alone, so that they disagree by as much. Who has a day to pay is not hurt by it; who never pays is expired once,
 * not before the deadline and at it; and nothing comes in another order than it happened.
 */
public final class ClockJumps {

    static final Experiment EXPERIMENT = new Experiment("clock", Map.of(), true).withSamples();
    private static final int HOUR_S = 3_600;
    private static final int DAY_S = 86_400;
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
    private static final String CONFIRMED = "orders that were paid or need not be";
    private static final Duration REST = Duration.ofMinutes(3);

    private final Platform platform;
    private final Shop shop;
    private final NeverPayers neverPayers;
    private final Shopper speaker;
    private final Findings findings;
    private final List<String> said = new ArrayList<>();

    private ClockJumps(Platform platform, Findings findings) {
        this.platform = platform;
        this.findings = findings;
        this.shop = Shop.register(platform.origin(), "clock");
        this.neverPayers = new NeverPayers(shop);
        this.speaker = shop.shopper().consenting();
    }

    /** Arguments: number of orders (120), a seed of what is ordered and where time jumps (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(1), series(told.number(0, 120)));
    }

    static Series series(int orders) {
        return (platform, findings) -> new ClockJumps(platform, findings).run(orders, findings.seed());
    }

    private void run(int orders, long seed) {
        deadline();
        OrderFlow flow = new OrderFlow(shop, seed).payWithin(DAY_S).start(orders);
        jumps(flow, orders, new Random(seed));
        List<String> accepted = flow.accepted();
        findings.claimed(CONFIRMED);
        findings.attempted("orders with a day to pay", orders);
        findings.violated("orders with a day to pay", flow.troubles());
        // everybody has the same time again, and each deadline of those who never pay is over; no payer's is, all have
        // paid
        jumpAll(2 * HOUR_S + 60);
        Invariants invariants = new Invariants(platform);
        findings.attempted("rest after the last jump", invariants.awaitRest(REST));
        expiredOnce(invariants);
        accepted.forEach(order -> findings.attempted(
                CONFIRMED,
                shop.order(order).path("status").asText().equals("confirmed"),
                order + " is " + shop.order(order).path("status").asText()));
        inOrder();
        findings.setting("orders", orders);
        Experiment.check(platform, findings);
    }

    /** With the platform at rest: open while time goes back and just before the deadline, over just behind it. */
    private void deadline() {
        String order = neverPayers.place();
        for (int offset : new int[] {-HOUR_S, 0, HOUR_S - 300}) {
            jumpAll(offset);
            // long enough for a timer that is wrong: each looks at its next deadline when time has jumped
            String later = neverPayers.place();
            findings.attempted(
                    "deadlines not fired before their time",
                    List.of(status(order), status(later)).stream().allMatch("awaiting_payment"::equals),
                    "at " + offset + " s: " + status(order) + ", " + status(later));
        }
        jumpAll(HOUR_S + 60);
        findings.attempted("deadlines fired at their time", isExpired(order), order + " is " + status(order));
        jumpAll(0);
    }

    /** Each jump waits for its share of the orders, so that some are on their way when it comes. */
    private void jumps(OrderFlow flow, int orders, Random random) {
        int[] offsets = {HOUR_S, 0, -HOUR_S, HOUR_S, -HOUR_S, 0};
        int strikes = offsets.length + Topics.SERVICES.size() * 2;
        int strike = 0;
        for (int offset : offsets) {
            await(flow, orders * ++strike / (strikes + 1));
            jumpAll(offset);
        }
        for (String service : Topics.SERVICES) {
            for (int offset : List.of((random.nextBoolean() ? 1 : -1) * HOUR_S, 0)) {
                await(flow, orders * ++strike / (strikes + 1));
                jump(service, offset);
                findings.attempted("jumps of one service", 1);
            }
        }
    }

    private void await(OrderFlow flow, int done) {
        flow.awaitDone(done);
        neverPayers.place();
        say();
    }

    private void expiredOnce(Invariants invariants) {
        Map<String, Long> expired = invariants.times(Topics.ORDER_ORDER, "OrderExpired");
        for (String order : neverPayers.orders()) {
            findings.attempted(
                    "orders that nobody paid expire once",
                    expired.getOrDefault(order, 0L) == 1 && status(order).equals("expired"),
                    order + " is " + status(order) + " and expired " + expired.get(order) + " times");
        }
        neverPayers.shoppers().forEach((shopper, placed) -> {
            long told = shopper.notices("expired");
            findings.attempted(
                    "shoppers are told once an order", told == placed, told + " notices of " + placed + " orders");
        });
    }

    /** Messages are told in the order of sending, whatever their times say. */
    private void inOrder() {
        List<String> heard = speaker.history().stream()
                .filter(message -> message.path("direction").asText().equals("inbound"))
                .map(message ->
                        message.path("message").path("text").path("body").asText())
                .filter(said::contains)
                .toList();
        findings.attempted("messages in the order of sending", said.size());
        IntStream.range(0, said.size())
                .filter(i -> i >= heard.size() || !heard.get(i).equals(said.get(i)))
                .forEach(i ->
                        findings.violated("messages in the order of sending", said.get(i) + " is not number " + i));
    }

    private void say() {
        String words = "message number " + said.size();
        speaker.say(words);
        said.add(words);
    }

    private void jumpAll(int offsetS) {
        Topics.SERVICES.forEach(service -> jump(service, offsetS));
        findings.attempted("jumps of all services", 1);
    }

    private void jump(String service, int offsetS) {
        new Http("http://127.0.0.1:" + platform.port(service), null)
                .put("/local/clock", "{\"offset_s\": " + offsetS + "}")
                .expect(200);
    }

    private boolean isExpired(String order) {
        Pause pause = new Pause(SEEN_WITHIN);
        while (!status(order).equals("expired")) {
            if (!pause.again()) {
                return false;
            }
        }
        return true;
    }

    private String status(String order) {
        return shop.order(order).path("status").asText();
    }
}
