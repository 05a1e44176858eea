package io.tresen.proof.growth;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.invariants.Looks;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The measurement behind {@code deploy/docs/growth.md}: what an order and a chat message cost in commits, rows, WAL and topic
 * bytes on this platform, and from it what 1,000 orders a second and 100 million messages a day need.
 */
public final class Growths {

    private static final Duration REST = Duration.ofMinutes(2);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final int SHOPPERS = 20;
    private static final double ORDERS_PER_SECOND = 1_000;
    private static final double MESSAGES_PER_DAY = 100e6;
    private static final double PEAK = 3;
    private static final double WAL_PER_SECOND = 100e6;
    private static final double PLANNED = 0.6;

    private final Platform platform;
    private final Meters meters;
    private final Invariants invariants;
    private final List<String> troubles = new ArrayList<>();

    public Growths(Platform platform) {
        this.platform = platform;
        this.meters = new Meters(platform);
        this.invariants = new Invariants(platform);
    }

    /** Measures, and hands in figures and what they depend on. @return what went wrong; figures are void then */
    public List<String> run(int orders, int messages, Findings findings) {
        long seed = findings.seed();
        Shop shop = Shop.register(platform.origin(), "growth");
        OrderFlow warm = new OrderFlow(shop, seed).start(orders / 5);
        warm.accepted();
        rest();
        double commits = CommitRate.measure(meters, PROBE);
        Reading idleFrom = read();
        pass(IDLE);
        Reading idleTo = read();
        OrderFlow flow = new OrderFlow(shop, seed + 1).start(orders);
        int accepted = flow.accepted().size();
        troubles.addAll(flow.troubles());
        rest();
        Reading ordered = read();
        Cost order = Cost.of(idleFrom, idleTo, idleTo, ordered, accepted);
        long before = messages();
        chat(shop, messages);
        rest();
        Reading chatted = read();
        long written = messages() - before;
        Cost message = Cost.of(idleFrom, idleTo, ordered, chatted, written);
        settings(findings, commits, accepted, written);
        Server server = new Server(commits, WAL_PER_SECOND, PLANNED);
        findings.tables(Figures.of("an order by REST, two thirds paid by card,", order));
        findings.tables(Figures.of("a chat message, in or out,", message));
        findings.tables(Figures.of(new Need(new Load("1,000 orders a second", ORDERS_PER_SECOND, 1), order, server)));
        findings.tables(Figures.of(
                new Need(Load.perDay("100 million messages a day", MESSAGES_PER_DAY, PEAK), message, server)));
        return troubles;
    }

    private void settings(Findings findings, double commits, int orders, long messages) {
        findings.setting("orders accepted", orders);
        findings.setting("messages written", messages);
        findings.setting(
                "durable commits/s of one row by 16 writers, measured beside the idle platform", Math.round(commits));
        findings.setting("MB/s of WAL that a primary takes, assumed", Math.round(WAL_PER_SECOND / 1e6));
        findings.setting("percent of both that is planned for", Math.round(PLANNED * 100));
        findings.setting("server", meters.row(Topics.SERVICES.get(0), "select version()"));
        for (String setting :
                List.of("fsync", "synchronous_commit", "full_page_writes", "max_wal_size", "shared_buffers")) {
            findings.setting(setting, meters.row(Topics.SERVICES.get(0), "show " + setting));
        }
    }

    /** Each says something that the assistant answers, in turn. */
    private void chat(Shop shop, int messages) {
        List<Shopper> shoppers = new ArrayList<>();
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.add(shop.shopper());
        }
        for (int i = 0; i < messages / 2; i++) {
            shoppers.get(i % SHOPPERS).say("hello " + i);
        }
    }

    private long messages() {
        return Long.parseLong(meters.row("chat", "select count(*) from message"));
    }

    private void rest() {
        invariants.awaitRest(REST).forEach(line -> troubles.add("still moving: " + line));
    }

    /** The server's counters are written a second after the fact, at the latest. */
    private Reading read() {
        pass(Duration.ofSeconds(2));
        return meters.read();
    }

    private static void pass(Duration time) {
        Pause pause = new Pause(time);
        while (pause.again()) {
            // the platform is left alone
        }
    }

    /** What the checker finds behind it. */
    public Looks look() {
        return invariants.look();
    }
}
