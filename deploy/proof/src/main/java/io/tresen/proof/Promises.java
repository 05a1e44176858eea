package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.ServerErrors;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Witness;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Orders that flow, and a witness who writes to the other services, while something is done to a platform. What they are
 * answered is a promise: in the end all that was accepted is there, once, whoever wished to be told was told, once, every client
 * got through, and no server answered with an error but 503 and {@code Retry-After}, while it or its database was away. That is so
 * where a replica ends in order too: the local gateway passes over one that takes no connection, answers itself with such a 503
 * where one hangs up, and hands on what a service says as it is.
 */
final class Promises {

    static final String CLIENTS = "clients that repeat get through";
    static final String TOLD = "who wishes is told once";

    private static final String ORDERS = "accepted orders are there once, and confirmed";
    private static final String WRITES = "other writes that were answered with 201 are there";
    private static final String CODES = "orders that want a code get it, or go without where it is used up";
    private static final String ANSWERS = "answers, and no 5xx but 503 with Retry-After while something is away";
    private static final String WITHOUT_DATABASE = "answers 503 with Retry-After around a strike at PostgreSQL";

    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);

    /** A fifth of the orders that want the code get it. */
    private static final int ORDERS_OF_A_USE = 20;

    private final Platform platform;
    private final int orders;
    private final ServerErrors errors = new ServerErrors();
    private final OrderFlow flow;
    private final Witness witness;
    private int accepted;
    private int written;

    /** Has so many orders stand ready to be {@link OrderFlow#let let}, each at a shop of their own; the witness writes at once. */
    Promises(Platform platform, int orders, long seed) {
        this.platform = platform;
        this.orders = orders;
        this.flow = new OrderFlow(shop("orders"), seed)
                .withCosts(Math.max(1, orders / ORDERS_OF_A_USE))
                .prepare(orders);
        this.witness = new Witness(shop("witness")).begin();
    }

    OrderFlow flow() {
        return flow;
    }

    /** A new shop for others, whose answers are looked at as well. */
    Shop shop(String name) {
        return Shop.register(platform.origin(), name).watchedBy(errors);
    }

    /** Something is done to a part meanwhile, so that it may be away, and for a minute behind its return, which is not waited for. */
    void strike(String part, Runnable act) {
        errors.struck(part);
        try {
            act.run();
        } finally {
            Thread watch = new Thread(() -> awaitBack(part), "back-" + part);
            watch.setDaemon(true);
            watch.start();
        }
    }

    private void awaitBack(String part) {
        Pause pause = new Pause(BACK_WITHIN);
        while (!isBack(part) && pause.again()) {
            // what it can't answer yet is excused
        }
        errors.back(part);
    }

    /** Whether a service serves, or an engine's process is there. */
    private boolean isBack(String part) {
        if (!Topics.SERVICES.contains(part.replaceFirst("-\\d+$", ""))) {
            return platform.running(part);
        }
        try {
            return new Http("http://127.0.0.1:" + platform.port(part), null)
                            .send("GET", "/q/health/ready", null, null)
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Waits until all orders are through, and has the witness stop. */
    void awaitEnd() {
        accepted = flow.accepted().size();
        written = witness.stop();
    }

    /** Asks for all that was promised; behind {@link #awaitEnd}, when nothing moves. */
    void kept(Findings findings) {
        findings.setting("orders", orders);
        findings.setting("of two lines", flow.ofTwoLines());
        findings.setting("of one hot product", flow.ofHot());
        findings.setting("with a code", flow.withCode());
        findings.claimed(Invariants.OF_WALLETS, Invariants.OF_WISHES, Invariants.OF_CODES);
        orders(findings, accepted, flow.wrong());
        findings.attempted(WRITES, written);
        findings.violated(WRITES, witness.wrong());
        findings.attempted(CODES, flow.wantCode());
        findings.violated(CODES, flow.wrongCodes());
        findings.attempted(TOLD, witness.fulfilled());
        findings.violated(TOLD, witness.notToldOnce());
        clients(findings, orders, accepted, flow.troubles());
        findings.violated(CLIENTS, witness.troubles());
        answers(findings, errors);
    }

    /** @param wrong what the shop's list has against what was answered */
    static void orders(Findings findings, int accepted, List<String> wrong) {
        findings.attempted(ORDERS, accepted);
        findings.violated(ORDERS, wrong);
    }

    /** @param troubles what none of them could get past */
    static void clients(Findings findings, int orders, int accepted, List<String> troubles) {
        findings.attempted(CLIENTS, orders);
        findings.violated(CLIENTS, troubles);
        if (accepted != orders && troubles.isEmpty()) {
            findings.violated(CLIENTS, accepted + " of " + orders + " orders were accepted, and nobody says why");
        }
    }

    /** What servers answered, and what they may not. */
    static void answers(Findings findings, ServerErrors errors) {
        findings.attempted(ANSWERS, errors.answers());
        findings.violated(ANSWERS, errors.violations());
        findings.counted("answers 503 with Retry-After", errors.away());
        if (errors.struckDatabase()) {
            findings.attempted(WITHOUT_DATABASE, errors.withoutDatabase());
            if (errors.withoutDatabase() == 0) {
                findings.violated(WITHOUT_DATABASE, "PostgreSQL was away, and nobody was told so");
            }
        }
    }
}
