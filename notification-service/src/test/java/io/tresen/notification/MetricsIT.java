package io.tresen.notification;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.DocumentedMetrics;
import io.tresen.engines.EnginesResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metrics that operators' pages, alerts and dashboards rely on. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class MetricsIT {

    @Test
    void whatIsDocumentedIsShownAndNothingElse() {
        DocumentedMetrics documented = DocumentedMetrics.read(Path.of(".."));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(
                        List.of(),
                        documented.differences(
                                "notification", given().get("/q/metrics").asString())));
    }
}
