package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * How many messages chat-service accepts when more are offered, against two things: the very transaction of such a message, taken
 * from PostgreSQL's log, again and again over JDBC connections, and bare Vert.x with one INSERT. Rounds alternate, after a
 * {@link WarmUp} of each. The bare transactions are spread over the same conversations, so that they wait for each other's locks no
 * more than messages do.
 */
final class MostMessages {

    private static final int SESSIONS = 64;
    /** As many as the service's pool has (quarkus.datasource.reactive.max-size), 14 of which requests may use at once (ADR 24). */
    private static final int POOL = 20;

    private static final String TABLE =
            "create table message (id uuid primary key, body text not null, at timestamptz default now())";

    private final int rounds;
    private final long seconds;
    private final long offered;
    private final WarmUp warmUp;

    MostMessages(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
        seconds = settings.scaled("round-s", 10, 3);
        offered = settings.number("offered-per-s", 20_000, 20_000);
        warmUp = WarmUp.of(settings);
    }

    /** The three sides, each of them for one round. */
    private final class Sides {

        private final Run run;
        private final List<Conversation> open;
        private final Databases databases;
        private final SqlLoop same;
        private final int barePort;

        private Sides(Run run, List<Conversation> open, Databases databases, SqlLoop same, int barePort) {
            this.run = run;
            this.open = open;
            this.databases = databases;
            this.same = same;
            this.barePort = barePort;
        }

        Overload ours() {
            Overload ours = through(run.stage().port("chat"), number -> Conversation.hello(open, number));
            run.report().count("messages accepted when more came than can be", ours.served());
            return ours;
        }

        /** Transactions a second. */
        double same() {
            run.stage().awaitRest(60);
            double perSecond = same.perSecond(Math.min(POOL, open.size()), seconds);
            databases.truncateCopy("chat", "outbox_event");
            return perSecond;
        }

        Overload bare() {
            return through(barePort, number -> new Call("/message", open.get(0).hello(), null, null));
        }

        private Overload through(int port, LongFunction<Call> calls) {
            Overload through = Overload.through(port, "POST", SESSIONS, offered, seconds, 201, Traffic.of(calls));
            if (through.failed() > 0) {
                run.report()
                        .violated(List.of(through.failed() + " messages were not accepted when more came than can be"));
            }
            return through;
        }
    }

    /**
     * The transaction of a message, for repeating it. Chat-service starts anew, and is warm again by what is measured before
     * {@link #of}.
     */
    static SqlLoop recorded(Run run, Shop shop, List<Conversation> open) {
        Databases databases = new Databases(run.stage());
        Conversation one = open.get(0);
        Shop direct = shop.at("http://127.0.0.1:" + run.stage().port("chat")).by(one.token());
        // the first one of a conversation is told who answers, and writes more
        direct.post(one.messages(), one.hello());
        List<RecordedStatement> transaction =
                databases.record("chat", () -> direct.post(one.messages(), one.hello()), "insert into message ");
        run.report().note("The reference transaction has " + transaction.size() + " statements.");
        String recordedShopper = shopper(databases, one);
        List<Map<String, String>> standIns = open.stream()
                .map(other -> Map.of(one.id(), other.id(), recordedShopper, shopper(databases, other)))
                .toList();
        SqlLoop same =
                new SqlLoop(databases.copyOf("chat"), "tresen_chat", transaction, List.of(shop.businessId()), standIns);
        run.stage().begin("chat");
        return same;
    }

    private static String shopper(Databases databases, Conversation one) {
        return databases
                .words("chat", "select shopper_id from conversation where conversation_id = '" + one.id() + "'")
                .get(0);
    }

    /** @param same what {@link #recorded} gave, @param open conversations in which something was said before */
    void of(Run run, SqlLoop same, List<Conversation> open) {
        Databases databases = new Databases(run.stage());
        String database = databases.bare("chat", TABLE);
        try (Reference reference = Reference.start(run.stage(), POOL, database, "tresen_chat")) {
            rounds(run, new Sides(run, open, databases, same, reference.port()));
        }
        databases.drop("chat");
    }

    private void rounds(Run run, Sides sides) {
        long messages = warmUp.by(() -> sides.ours().served());
        long transactions = warmUp.by(() -> Math.round(sides.same() * seconds));
        long inserts = warmUp.by(() -> sides.bare().served());
        run.report()
                .note("Before the rounds: " + messages + " messages, " + transactions + " bare transactions and "
                        + inserts + " messages of bare Vert.x.");
        Ratios overSame = new Ratios();
        Ratios overBare = new Ratios();
        List<List<Object>> rows = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Overload ours = sides.ours();
            double same = sides.same();
            Overload bare = sides.bare();
            String oursHeldBack = ours.heldBack("chat-service");
            overSame.add(ours.perSecond() / same, oursHeldBack);
            String known =
                    overBare.add(ours.perSecond() / bare.perSecond(), oursHeldBack, bare.heldBack("bare Vert.x"));
            rows.add(List.of(
                    round + 1,
                    ours.perSecond(),
                    same,
                    ours.perSecond() / same,
                    bare.perSecond(),
                    ours.perSecond() / bare.perSecond(),
                    ours.busyPercent(),
                    bare.busyPercent(),
                    known));
        }
        run.report().figure(Figure.against("message-accepted-same", overSame.median()));
        run.report().figure(Figure.against("message-accepted", overBare.median()));
        run.report().violated(overSame.violations("messages accepted over the same transaction"));
        run.report().violated(overBare.violations("messages accepted"));
        run.report()
                .table(
                        "Most messages, by round",
                        List.of(
                                "round",
                                "ours/s",
                                "bare transactions/s",
                                "ratio",
                                "bare Vert.x/s",
                                "ratio",
                                "generator busy %, ours",
                                "generator busy %, bare Vert.x",
                                "what to know"),
                        rows);
    }
}
