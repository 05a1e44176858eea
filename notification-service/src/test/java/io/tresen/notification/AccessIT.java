package io.tresen.notification;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestTokens;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.access.Callers;
import io.tresen.engines.badinput.Scene;
import io.tresen.notification.Neighbours.Shopper;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}). */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
class AccessIT {

    static final String TABLE =
            """
            GET    /notifications/v1/notices                            poa 200
            GET    /notifications/v1/subscriptions                      poa 200+subscription
            POST   /notifications/v1/subscriptions                      po  201 {"conversation_id": "${conversation}", "retailer_id": "mug"}
            DELETE /notifications/v1/subscriptions/{id:subscription}    po  204
            GET    /notifications/v1/webhook                            po  200
            GET    /notifications/v1/webhook/deliveries                 po  200+delivery
            POST   /notifications/v1/webhook/deliveries/{id:delivery}/replay  po 202
            POST   /notifications/v1/webhook/deliveries/replay          po  202 {"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"}
            PUT    /notifications/v1/webhook                            po  200!own {"url": "${url}", "secret": "whisper"}
            DELETE /notifications/v1/webhook                            po  204
            PUT    /local/clock                                         -   422 {}
            """;

    @Inject
    Neighbours neighbours;

    @Inject
    BeanManager beans;

    @Test
    void everyEndpointIsInTheTable() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobodyGetsWhatIsNotTheirs() {
        try (TestReceiver app = TestReceiver.start()) {
            Scene scene = scene(neighbours, app);
            AccessMatrix matrix = new AccessMatrix(
                    URI.create("http://localhost:" + RestAssured.port),
                    TABLE,
                    scene.callers(),
                    scene.things(),
                    Set.of());
            await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
            assertEquals(List.of(), matrix.play());
        }
    }

    /** A business with all that the table names, whose webhook the receiver takes. */
    static Scene scene(Neighbours neighbours, TestReceiver app) {
        UUID business = UUID.randomUUID();
        String token = TestTokens.business(business).mint();
        Shopper waits = Shopper.of(business);
        Shopper asks = Shopper.of(business);
        for (Shopper shopper : List.of(waits, asks)) {
            neighbours.shopper(shopper, true);
        }
        neighbours.product(business, "mug", Visibility.VISIBLE);
        neighbours.availability(business, "mug", 1L, 0L, 1);
        Map<String, String> things = new HashMap<>();
        things.put("conversation", asks.conversationId().toString());
        things.put(
                "subscription",
                given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body(Map.of("conversation_id", waits.conversationId(), "retailer_id", "mug"))
                        .post("/notifications/v1/subscriptions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("subscription_id"));
        things.put("url", app.url("/hook"));
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("url", app.url("/hook"), "secret", "whisper"))
                .put("/notifications/v1/webhook")
                .then()
                .statusCode(200);
        things.put("delivery", delivery(neighbours, business, token));
        return new Scene(Callers.of(business, waits.shopperId(), waits.conversationId()), things);
    }

    private static String delivery(Neighbours neighbours, UUID business, String token) {
        UUID order = UUID.randomUUID();
        neighbours.say(Topics.ORDER_ORDER, order, business, WebhookIT.placed(order, business, neighbours.now()));
        return await().atMost(Neighbours.PATIENCE)
                .until(
                        () -> given().auth()
                                .oauth2(token)
                                .get("/notifications/v1/webhook/deliveries")
                                .then()
                                .extract()
                                .<String>path("data[0].id"),
                        Objects::nonNull);
    }
}
