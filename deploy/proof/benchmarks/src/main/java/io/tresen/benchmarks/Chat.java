package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of shoppers: how long until one is accepted, how long until the assistant's answer is in the shopper's open window, and
 * how many are accepted ({@link MostMessages}). Shoppers say "hello" and are given the menu.
 */
final class Chat implements Measurement {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final long FAST = 240;
    private static final long SLOW = 50;
    private static final int CONNECTIONS = 64;
    /** Chat-service has just started anew. */
    private static final long WARM_UP_S = 10;

    private final int talks;
    private final long fast;
    private final long slow;
    private final long window;
    private final MostMessages most;

    Chat(Settings settings) {
        talks = (int) settings.number("conversations", 250, 20);
        fast = settings.number("accepted-per-s", FAST, 40);
        slow = settings.number("answered-per-s", SLOW, 10);
        window = settings.scaled("window-s", 60, 6);
        most = new MostMessages(settings);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        List<Conversation> open = new ArrayList<>();
        for (int i = 0; i < talks; i++) {
            JsonNode opened =
                    shop.stranger().post("/chat/v1/shops/" + shop.handle() + "/conversations", "{\"locale\": \"en\"}");
            open.add(new Conversation(
                    opened.path("conversation_id").asText(),
                    opened.path("token").asText()));
        }
        SqlLoop same = MostMessages.recorded(run, shop, open);
        said(run, open, fast, WARM_UP_S, new Latencies("warm-up"), new Latencies("warm-up"));
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
        most.of(run, same, open);
    }

    private static void said(
            Run run, List<Conversation> talks, long rate, long seconds, Latencies accepting, Latencies answering) {
        Map<String, Long> intendedNs = new ConcurrentHashMap<>();
        Map<String, Long> answeredNs = new ConcurrentHashMap<>();
        AtomicLong refused = new AtomicLong();
        Traffic traffic = new Traffic() {
            @Override
            public Call call(long number) {
                return Conversation.hello(talks, number);
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
                .map(talk -> Listener.open(client, run.stage().origin(), talk.id(), talk.token(), answeredNs))
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
}
