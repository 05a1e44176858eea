package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoadTest implements Traffic {

    private static final int RATE = 100;
    private static final int STALLED = 10;
    private static final int GOES_ON_UNTIL = 60;

    private final Map<Long, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private HttpServer server;
    private OpenLoad load;
    private volatile boolean stalls;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
        if (served.incrementAndGet() == STALLED && stalls) {
            while (load.attempted() < GOES_ON_UNTIL) {
                Thread.onSpinWait();
            }
        }
        byte[] answer = ("answer to " + body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public Call call(long number) {
        return new Call("/orders?n=" + number, "{\"n\": " + number + "}", "token", "key-" + number);
    }

    @Override
    public void answered(Answer answer) {
        answers.put(answer.number(), answer);
    }

    private void run(int connections) {
        load = new OpenLoad(server.getAddress().getPort(), "POST", connections, RATE, 1, this);
        load.begin();
        load.await();
    }

    @Test
    void eachRequestIsSentOnceWithItsOwnPathBodyTokenAndKey() {
        run(4);
        long sent = load.attempted();
        assertTrue(sent >= RATE - 5 && sent <= RATE + 5, "sent " + sent);
        assertEquals(0, load.unanswered());
        assertEquals(sent, answers.size());
        assertEquals(sent, seen.stream().distinct().count());
        assertTrue(seen.contains("POST /orders?n=7 Bearer token key-7 {\"n\": 7}"), seen.toString());
        assertEquals(202, answers.get(7L).status());
        assertEquals("answer to {\"n\": 7}", answers.get(7L).body());
    }

    @Test
    void requestsThatWereDueWhileTheServerStalledAreSentAllTheSameAndTheirWaitCounts() {
        stalls = true;
        run(1);
        assertEquals(0, load.unanswered());
        // due right behind the one that stalled until fifty more were due, half a second later
        Answer waited = answers.get((long) STALLED);
        long ms = (waited.endNs() - waited.intendedNs()) / 1_000_000;
        assertTrue(ms >= 1_000 * (GOES_ON_UNTIL - STALLED - 5) / RATE, "only " + ms + " ms");
    }

    @Test
    void intendedStartsAreARateApart() {
        run(4);
        long apart = answers.get(50L).intendedNs() - answers.get(0L).intendedNs();
        assertEquals(50 * 1_000_000_000L / RATE, apart);
    }
}
