package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How far consumers are behind, as a real broker tells it. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class LagIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TestHTTPResource
    URI root;

    @Test
    void aConsumerThatHangsFallsBehindByTheAgeOfWhatItHasNotDone() {
        try (Gate hanging = new Gate(ReservationProbe.GATE)) {
            Published.reserved(UUID.randomUUID(), 1);
            Published.reserved(UUID.randomUUID(), 1);
            await().atMost(PATIENCE).until(() -> lag("seconds") > 6 && lag("records") >= 2);
        }
        await().atMost(PATIENCE).until(() -> lag("seconds") == 0 && lag("records") == 0);
    }

    @Test
    void aCopyThatHasDoneEverythingIsNotBehind() {
        await().atMost(PATIENCE).until(() -> shown("tresen_consumer_lag_seconds", "order.probe-copy") == 0);
    }

    /** Hundreds for each channel, asked for again every minute; what is behind is ours to tell. */
    @Test
    void theKafkaClientsOwnMetricsAreNotShown() {
        await().atMost(PATIENCE).until(() -> shown("tresen_consumer_lag_seconds", "order.probe-copy") == 0);
        assertEquals(List.of(), lines("kafka_"));
    }

    private double lag(String unit) {
        return shown("tresen_consumer_lag_" + unit, "order.probe");
    }

    private double shown(String name, String group) {
        return lines(name + "{group=\"" + group + "\",").stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<String> lines(String beginning) {
        HttpRequest ask = HttpRequest.newBuilder(root.resolve("/q/metrics")).build();
        return HttpClient.newHttpClient()
                .sendAsync(ask, HttpResponse.BodyHandlers.ofString())
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }
}
