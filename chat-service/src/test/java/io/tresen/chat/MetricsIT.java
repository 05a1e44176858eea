package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.DocumentedMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metrics that operators' pages, alerts and dashboards rely on. */
@QuarkusTest
class MetricsIT extends OnEngines {

    @Test
    void whatIsDocumentedIsShownAndNothingElse() {
        DocumentedMetrics documented = DocumentedMetrics.read(Path.of(".."));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(
                        List.of(),
                        documented.differences("chat", given().get("/q/metrics").asString())));
    }
}
