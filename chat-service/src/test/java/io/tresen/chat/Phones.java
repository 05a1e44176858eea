package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.tresen.engines.TestReceiver;
import io.tresen.messaging.webhook.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The operator's gateway to phones, as a real HTTP server: it checks the signature, and refuses the first call for a number that
 * ends in 500. What came is asked for over HTTP, since a test has another class loader than its resources.
 */
public class Phones implements QuarkusTestResourceLifecycleManager {

    private static final String SECRET = "operators-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestReceiver gateway;

    @Override
    public Map<String, String> start() {
        gateway = TestReceiver.start();
        gateway.answering(this::answer);
        return Map.of("tresen.verification.url", gateway.url("/codes"), "tresen.verification.secret", SECRET);
    }

    private TestReceiver.Answer answer(TestReceiver.Call call) {
        List<TestReceiver.Call> posted = gateway.calls().stream()
                .filter(it -> it.method().equals("POST"))
                .toList();
        if (call.method().equals("GET")) {
            return TestReceiver.Answer.of(
                    200,
                    posted.stream()
                            .map(it -> new String(it.body(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining(",", "[", "]")));
        }
        String signed = WebhookSignature.of(SECRET, call.body());
        boolean known = signed.equals(call.headers().get(WebhookSignature.HEADER));
        String id = call.headers().get("Idempotency-Key");
        String body = new String(call.body(), StandardCharsets.UTF_8);
        boolean first = posted.stream()
                        .filter(it -> id.equals(it.headers().get("Idempotency-Key")))
                        .count()
                == 1;
        boolean refused = body.contains("500\",\"method\"") && first;
        return TestReceiver.Answer.of(!known ? 401 : refused ? 503 : 200, "");
    }

    @Override
    public void stop() {
        gateway.close();
    }

    /** A number of its own for each test. */
    static String fresh() {
        return String.format("+4930%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /** Everything that was sent to a number so far, its failed attempts too. */
    static List<JsonNode> at(String phone) {
        String url = ConfigProvider.getConfig().getValue("tresen.verification.url", String.class);
        try {
            JsonNode all = JSON.readTree(RestAssured.given().get(url).asByteArray());
            return java.util.stream.StreamSupport.stream(all.spliterator(), false)
                    .filter(it -> it.path("to").asText().equals(phone))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The nth message to a number, counted from 1, once it is there. */
    static JsonNode message(String phone, int nth) {
        await().atMost(Duration.ofSeconds(15)).until(() -> at(phone).size() >= nth);
        JsonNode message = at(phone).get(nth - 1);
        assertEquals("verification_code", message.path("type").asText());
        return message;
    }

    static String code(String phone) {
        return message(phone, 1).path("code").asText();
    }

    /** A code that is not that one. */
    static String another(String code, int n) {
        return String.format("%06d", (Integer.parseInt(code) + n) % 1_000_000);
    }
}
