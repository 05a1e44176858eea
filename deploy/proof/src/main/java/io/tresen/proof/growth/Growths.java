package io.tresen.proof.growth;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.invariants.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** Measures and prints. @return what went wrong; figures are void then */
    public List<String> run(int orders, int messages, long seed) {
        Instant begin = Instant.now();
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
        settings(commits, accepted, written, seed, begin);
        print("An order by REST, two thirds paid by card, costs", order);
        print("A chat message, in or out, costs", message);
        Server server = new Server(commits, WAL_PER_SECOND, PLANNED);
        new Need(new Load("1,000 orders a second", ORDERS_PER_SECOND, 1), order, server)
                .lines()
                .forEach(System.out::println);
        new Need(Load.perDay("100 million messages a day", MESSAGES_PER_DAY, PEAK), message, server)
                .lines()
                .forEach(System.out::println);
        return troubles;
    }

    private void settings(double commits, int orders, long messages, long seed, Instant begin) {
        System.out.printf(
                Locale.ROOT,
                "%ngrowth: orders %d, messages %d, seed %d, %d s, Java %s, %d processors, %s%n",
                orders,
                messages,
                seed,
                Duration.between(begin, Instant.now()).toSeconds(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                meters.row(Topics.SERVICES.get(0), "select version()"));
        for (String setting :
                List.of("fsync", "synchronous_commit", "full_page_writes", "max_wal_size", "shared_buffers")) {
            System.out.println("  " + setting + " " + meters.row(Topics.SERVICES.get(0), "show " + setting));
        }
        System.out.printf(
                Locale.ROOT,
                "  %.0f durable commits/s of one row by 16 writers, measured here beside the idle platform; planned"
                        + " for: %.0f %% of that and of %.0f MB/s WAL (assumed)%n",
                commits,
                PLANNED * 100,
                WAL_PER_SECOND / 1e6);
    }

    private static void print(String what, Cost cost) {
        System.out.printf(Locale.ROOT, "%s %.0f bytes of WAL, and%n", what, cost.walBytes());
        for (String service : Topics.SERVICES) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-12s %6.2f commits  %6.2f rows written  %7.0f bytes of tables%n",
                    service,
                    cost.commits().get(service),
                    cost.rows().get(service),
                    cost.tableBytes().get(service));
        }
        cost.events().forEach((topic, events) -> {
            if (events >= 0.005) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-26s %5.2f events  %6.0f bytes%n",
                        topic,
                        events,
                        cost.topicBytes().get(topic));
            }
        });
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

    /** Violations by invariant. */
    public Map<String, List<String>> check() {
        return invariants.check();
    }
}
