package io.tresen.messaging.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Call;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop and its apps, which are told from a real database. */
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
abstract class WebhooksUnderTest {

    static final Duration PATIENCE = Duration.ofSeconds(45);
    static final String SECRET = "app secret";

    @Inject
    Database database;

    @Inject
    WebhookQueue queue;

    @Inject
    WebhookEndpoints endpoints;

    @Inject
    WebhookLog log;

    @Inject
    BusinessClock clock;

    @TestHTTPResource
    URI root;

    final UUID shop = UUID.randomUUID();
    final UUID lane = UUID.randomUUID();
    final TestReceiver app = TestReceiver.start();

    @BeforeEach
    void anAppThatIsTold() {
        listen(shop, app.url("/hook"));
    }

    @AfterEach
    void stop() {
        database.run(tx -> endpoints.remove(tx, now(), shop));
        app.close();
    }

    void listen(UUID business, String url) {
        database.run(tx -> endpoints.put(tx, now(), business, url, SECRET, null));
    }

    UUID add(UUID to, String text) {
        Webhook webhook = webhook(to, text);
        database.run(tx -> queue.add(tx, now(), List.of(webhook)));
        return webhook.id();
    }

    Webhook webhook(UUID to, String text) {
        return new Webhook(shop, Ids.v7(), to, "test", text.getBytes(UTF_8));
    }

    WebhookLog.Line line(UUID id) {
        return database.read(tx -> log.find(tx, shop, id)).orElseThrow();
    }

    List<String> bodies() {
        return app.calls().stream().map(WebhooksUnderTest::text).collect(Collectors.toList());
    }

    static String text(Call call) {
        return new String(call.body(), UTF_8);
    }

    void awaitCalls(int atLeast) {
        await().atMost(PATIENCE).until(() -> app.calls().size() >= atLeast);
    }

    Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }

    static String asked(HttpRequest.Builder request) {
        try {
            // without an upgrade to HTTP/2 on the way, which a busy machine has seen fail
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
