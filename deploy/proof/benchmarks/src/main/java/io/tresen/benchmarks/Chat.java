package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of shoppers: how long until one is accepted and how many are, against bare Vert.x with one INSERT; and how long
 * until the assistant's answer is in the shopper's open window. Shoppers say "hello" and are given the menu.
 */
final class Chat implements Measurement {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final int SESSIONS = 64;
    private static final long FAST = 240;
    private static final long SLOW = 50;
    private static final int CONNECTIONS = 64;
    private static final int POOL = 20;

    private record Talk(String conversation, String token) {}

    private final int talks;
    private final int rounds;
    private final long seconds;
    private final long offered;
    private final long fast;
    private final long slow;
    private final long window;

    Chat(Settings settings) {
        talks = (int) settings.number("conversations", 250, 20);
        rounds = (int) settings.number("rounds", 3, 1);
        seconds = settings.scaled("round-s", 10, 3);
        offered = settings.number("offered-per-s", 20_000, 20_000);
        fast = settings.number("accepted-per-s", FAST, 40);
        slow = settings.number("answered-per-s", SLOW, 10);
        window = settings.scaled("window-s", 60, 6);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        List<Talk> open = new ArrayList<>();
        for (int i = 0; i < talks; i++) {
            JsonNode opened =
                    shop.stranger().post("/chat/v1/shops/" + shop.handle() + "/conversations", "{\"locale\": \"en\"}");
            open.add(new Talk(
                    opened.path("conversation_id").asText(),
                    opened.path("token").asText()));
        }
        said(run, open, fast, 5, new Latencies("warm-up"), new Latencies("warm-up"));
        Latencies answering = new Latencies("answer in the window, at " + slow + "/s");
        said(run, open, slow, window, new Latencies("accepted"), answering);
        Latencies accepting = new Latencies("accepted (201), at " + fast + "/s");
        said(run, open, fast, window, accepting, new Latencies("answered"));
        run.report().latencies(accepting, answering);
        run.report()
                .figure(Figure.against(
                        "message-p99", fast == FAST, "message accepted, p99 at " + fast + "/s", accepting.ms(99)));
        run.report()
                .figure(Figure.against(
                        "answer-p99", slow == SLOW, "message to answer, p99 at " + slow + "/s", answering.ms(99)));
        most(run, open, rounds, seconds, offered);
    }

    private static void said(
            Run run, List<Talk> talks, long rate, long seconds, Latencies accepting, Latencies answering) {
        Map<String, Long> intendedNs = new ConcurrentHashMap<>();
        Map<String, Long> answeredNs = new ConcurrentHashMap<>();
        AtomicLong refused = new AtomicLong();
        Traffic traffic = new Traffic() {
            @Override
            public Call call(long number) {
                return hello(talks.get((int) (number % talks.size())));
            }

            @Override
            public void answered(Answer answer) {
                Matcher id = ID.matcher(answer.body());
                if (answer.status() == 201 && id.find()) {
                    accepting.record(answer.intendedNs(), answer.endNs());
                    intendedNs.put(id.group(1), answer.intendedNs());
                } else {
                    refused.incrementAndGet();
                }
            }
        };
        HttpClient client = HttpClient.newHttpClient();
        List<WebSocket> windows = talks.stream()
                .map(talk -> Listener.open(client, run.stage().origin(), talk.conversation(), talk.token(), answeredNs))
                .toList();
        // a window says nothing once it is ready
        Run.pass(1);
        OpenLoad load = new OpenLoad(run.stage().port("chat"), "POST", CONNECTIONS, rate, seconds, traffic);
        load.begin();
        load.await();
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!answeredNs.keySet().containsAll(intendedNs.keySet()) && System.nanoTime() < deadline) {
            Run.passUntil(System.nanoTime() + 50_000_000L);
        }
        windows.forEach(WebSocket::abort);
        long unanswered = 0;
        for (Map.Entry<String, Long> said : intendedNs.entrySet()) {
            Long answered = answeredNs.get(said.getKey());
            if (answered == null) {
                unanswered++;
            } else {
                answering.record(said.getValue(), answered);
            }
        }
        run.report().count("messages attempted", load.attempted());
        run.report().count("messages accepted", intendedNs.size());
        if (refused.get() + load.unanswered() + unanswered > 0) {
            run.report()
                    .violated(List.of(refused + " messages refused, " + load.unanswered() + " without a response, "
                            + unanswered + " without an answer"));
        }
    }

    private static Call hello(Talk talk) {
        return new Call(
                "/chat/v1/conversations/" + talk.conversation() + "/messages",
                "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}",
                talk.token(),
                UUID.randomUUID().toString());
    }

    private static void most(Run run, List<Talk> talks, int rounds, long seconds, long offered) {
        Databases databases = new Databases(run.stage());
        databases.empty(
                "chat", "create table message (id uuid primary key, body text not null, at timestamptz default now())");
        Ratios ratios = new Ratios();
        List<List<Object>> rows = new ArrayList<>();
        try (Reference reference = Reference.start(run.stage(), POOL, "bench_chat", "tresen_chat")) {
            for (int round = -1; round < rounds; round++) {
                Overload ours = through(
                        run,
                        run.stage().port("chat"),
                        seconds,
                        offered,
                        number -> hello(talks.get((int) (number % talks.size()))));
                run.stage().awaitRest(60);
                Overload bare = through(
                        run,
                        reference.port(),
                        seconds,
                        offered,
                        number -> new Call(
                                "/message", "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}", null, null));
                if (round >= 0) {
                    double ratio = ours.perSecond() / bare.perSecond();
                    String known = ratios.add(ratio, ours.heldBack("chat-service"), bare.heldBack("bare Vert.x"));
                    rows.add(List.of(round + 1, ours.perSecond(), bare.perSecond(), ratio, known));
                }
            }
        }
        databases.drop("chat");
        run.report().figure(Figure.against("message-accepted", ratios.median()));
        run.report().violated(ratios.violations("messages accepted"));
        run.report()
                .table("Most messages, by round", List.of("round", "ours/s", "bare/s", "ratio", "what to know"), rows);
    }

    private static Overload through(Run run, int port, long seconds, long offered, LongFunction<Call> calls) {
        Overload through = Overload.through(port, "POST", SESSIONS, offered, seconds, 201, Traffic.of(calls));
        if (through.failed() > 0) {
            run.report().violated(List.of(through.failed() + " messages were not accepted when more came than can be"));
        }
        return through;
    }
}
