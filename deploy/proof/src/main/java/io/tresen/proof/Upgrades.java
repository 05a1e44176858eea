package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code deploy/proof/run upgrade}: a rolling upgrade under load, from another build to this one, in the order of
 * deploy/docs/upgrade.md. Nothing that was accepted may be lost, doubled or refused for it ({@link Promises}).
 */
public final class Upgrades {

    /** As {@code deploy/kubernetes/roll-out}: who understands a new word goes before who says it. */
    private static final List<String> ORDER = List.of("chat", "payment", "order", "catalog", "notification");

    /** Made anew once no old replica writes them any more: it kept what the new one leaves out. */
    private static final List<String> WRITTEN_OTHERWISE = List.of("chat.orders", "chat.payments");

    private static final int ORDERS = 600;
    private static final int IN_STOCK = 8;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(120);

    static final Experiment EXPERIMENT = new Experiment("upgrade", Experiment.twoOfEach(), true).withSamples();

    private Upgrades() {}

    /** Arguments: a checkout with the build to start from, number of orders (600), seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        Reports.end(outcome(Path.of(told.words().get(0)), told.number(1, ORDERS), told.seed(2)));
    }

    static Outcome outcome(Path from, int orders, long seed) {
        return EXPERIMENT.outcome(
                seed,
                platform -> platform.startFrom(from),
                (platform, findings) -> upgrade(platform, from, orders, findings));
    }

    private static void upgrade(Platform platform, Path from, int orders, Findings findings) {
        long seed = findings.seed();
        Promises promises = new Promises(platform, orders, seed);
        OrderFlow flow = promises.flow();
        Customers customers = new Customers(promises.shop("customers"), seed);
        customers.stockUp(IN_STOCK);
        Deeds deeds = new Deeds(customers);
        customers.begin();
        int parts = 2 * ORDER.size() + 2;
        int share = orders / parts;
        List<String> troubles = new ArrayList<>();
        int steps = 0;
        // a build from before its events tells nobody of a top-up by card
        Instant newPayment = Instant.now();
        flow.let(share).awaitDone(share / 2);
        say(flow, "topics and schemas");
        platform.upgradeContracts();
        for (String service : ORDER) {
            for (String replica : List.of(service, service + "-2")) {
                flow.let(share);
                say(flow, replica);
                promises.strike(replica, () -> platform.upgrade(replica));
                steps++;
                if (replica.equals("chat-2")) {
                    new Invariants(platform).rebuild("chat", WRITTEN_OTHERWISE);
                }
                if (replica.equals("payment-2")) {
                    newPayment = Instant.now();
                }
                // old and new work side by side until these are through
                flow.awaitDone(share * steps + share / 2);
                if (steps == 1) {
                    troubles.addAll(killOld(platform, promises, service + "-2"));
                }
            }
        }
        flow.let(orders);
        promises.awaitEnd();
        deeds.awaitEach();
        customers.stop();
        customers.settle();
        deeds.tell(findings);
        findings.setting("from", from.getFileName().toString());
        findings.attempted("replicas replaced by the new build", steps);
        findings.violated(Promises.CLIENTS, troubles);
        Invariants invariants = new Invariants(platform, newPayment);
        Experiment.rest(invariants, findings);
        promises.kept(findings);
        Experiment.check(invariants, findings);
    }

    /** An old replica that dies starts again on tables that the new one has migrated. */
    private static List<String> killOld(Platform platform, Promises promises, String replica) {
        OrderFlow flow = promises.flow();
        OptionalLong before = platform.pid(replica);
        say(flow, "kill -9 of the old " + replica);
        promises.strike(replica, () -> platform.kill(replica));
        Pause pause = new Pause(BACK_WITHIN);
        boolean back = false;
        while (!back && pause.again()) {
            back = platform.pid(replica).isPresent()
                    && !platform.pid(replica).equals(before)
                    && isReady(platform.port(replica));
        }
        say(flow, "the old " + replica + (back ? " is back" : " is not back"));
        return back ? List.of() : List.of("the old " + replica + " did not start again");
    }

    private static boolean isReady(int port) {
        try {
            return new Http("http://127.0.0.1:" + port, null)
                            .send("GET", "/q/health/ready", null, null)
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void say(OrderFlow flow, String what) {
        System.out.printf("order %d: %s%n", flow.done(), what);
    }
}
