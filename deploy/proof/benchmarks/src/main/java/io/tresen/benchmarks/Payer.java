package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pays accepted orders by card: looks for the payment's page as a client does, 150 ms after the order, and posts a card there;
 * what is not there yet is looked for again after twice the time, at most 2.4 s, so that a platform which falls behind is not
 * pushed further by those who wait. What that costs the platform is part of the order's cost.
 */
final class Payer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MS = 150;
    private static final long LONGEST_LOOK_MS = 2_400;
    private static final int LOOKS = 40;

    private final String origin;
    private final String token;
    private final Latencies payable;
    private final Latencies paying;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong paid = new AtomicLong();
    private final AtomicLong gaveUp = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** @param payable from the order's intended start until its page is known, @param paying from there until captured */
    Payer(String origin, String token, Latencies payable, Latencies paying) {
        this.origin = origin;
        this.token = token;
        this.payable = payable;
        this.paying = paying;
    }

    /** @param counts whether its latencies do */
    void pay(String order, long intendedNs, boolean counts) {
        look(order, intendedNs, counts, 0);
    }

    private void look(String order, long intendedNs, boolean counts, int looked) {
        if (looked == LOOKS) {
            gaveUp.incrementAndGet();
            return;
        }
        timer.schedule(
                () -> {
                    looks.incrementAndGet();
                    send(request("/payments/v1/payments?order_id=" + order)
                                    .header("Authorization", "Bearer " + token)
                                    .GET())
                            .whenComplete((answer, broken) -> {
                                String page = broken == null
                                        ? answer.path("data")
                                                .path(0)
                                                .path("pay_url")
                                                .asText("")
                                        : "";
                                if (page.isEmpty()) {
                                    look(order, intendedNs, counts, looked + 1);
                                } else {
                                    if (counts) {
                                        payable.record(intendedNs, System.nanoTime());
                                    }
                                    card(page.substring(page.indexOf("/payments/")), counts, 0);
                                }
                            });
                },
                pause(looked),
                TimeUnit.MILLISECONDS);
    }

    private void card(String page, boolean counts, int tried) {
        long begin = System.nanoTime();
        send(request(page)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")))
                .whenComplete((answer, broken) -> {
                    if (broken == null && answer.path("status").asText().equals("captured")) {
                        paid.incrementAndGet();
                        if (counts) {
                            paying.record(begin, System.nanoTime());
                        }
                    } else if (tried < LOOKS) {
                        timer.schedule(() -> card(page, counts, tried + 1), pause(tried), TimeUnit.MILLISECONDS);
                    } else {
                        gaveUp.incrementAndGet();
                    }
                });
    }

    private static long pause(int tried) {
        return Math.min(LONGEST_LOOK_MS, LOOK_MS << Math.min(tried, 5));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "application/json");
    }

    private java.util.concurrent.CompletableFuture<JsonNode> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Payer::parsed);
    }

    private static JsonNode parsed(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often it looked. */
    long looks() {
        return looks.get();
    }

    long paid() {
        return paid.get();
    }

    long gaveUp() {
        return gaveUp.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
