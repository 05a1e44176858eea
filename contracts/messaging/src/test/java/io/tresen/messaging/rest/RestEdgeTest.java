package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies around a resource, over HTTP: who calls, how often, what for and what besides there is. */
@QuarkusTest
class RestEdgeTest extends EdgeUnderTest {

    private static final UUID BUSINESS = UUID.randomUUID();

    @Inject
    RevokedTokens revoked;

    @Inject
    MeterRegistry metrics;

    @Inject
    BeanManager beans;

    private static String business() {
        return token("business", UUID.randomUUID());
    }

    private static String shopper() {
        return token("shopper", UUID.randomUUID());
    }

    private static String token(String role, UUID id) {
        return EdgeTokens.of(role, BUSINESS, id);
    }

    @Test
    void aCallWithoutATokenIs401AndSaysHow() {
        problem(given().get("/edge/business").then(), 401, "unauthorized").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenThatDoesNotHoldIs401AndSaysWhy() {
        problem(given().auth().oauth2("x").get("/edge/business").then(), 401, "unauthorized")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void theTenantComesFromTheToken() throws Exception {
        given().auth()
                .oauth2(business())
                .get("/edge/business")
                .then()
                .statusCode(200)
                .body("business_id", equalTo(BUSINESS.toString()));
    }

    @Test
    void theWrongKindOfCallerIs403() throws Exception {
        String shopper = shopper();
        problem(given().auth().oauth2(shopper).get("/edge/business").then(), 403, "forbidden");
        given().auth()
                .oauth2(shopper)
                .get("/edge/either")
                .then()
                .statusCode(200)
                .body("role", equalTo("shopper"));
    }

    @Test
    void aRevokedTokenIs401() throws Exception {
        UUID id = UUID.randomUUID();
        String token = token("shopper", id);
        given().auth().oauth2(token).get("/edge/either").then().statusCode(200);
        revoked.revoke(id, Instant.now().plusSeconds(600));
        problem(given().auth().oauth2(token).get("/edge/either").then(), 401, "unauthorized");
    }

    @Test
    void aPublicResourceKnowsACallerWhoShowsATokenThatHolds() throws Exception {
        given().get("/edge/open").then().statusCode(200).body("known", equalTo(false));
        given().auth().oauth2("x").get("/edge/open").then().statusCode(200).body("known", equalTo(false));
        given().auth().oauth2(shopper()).get("/edge/open").then().body("known", equalTo(true));
        problem(given().get("/edge/open/demanding").then(), 401, "unauthorized");
    }

    @Test
    void usualRefusalsAreProblemDocuments() {
        problem(given().get("/edge/nowhere").then(), 404, "not-found");
        problem(given().get("/nowhere").then(), 404, "not-found");
        problem(given().get("/edge/things/7").then(), 404, "not-found");
        problem(given().delete("/edge/business").then(), 405, "method-not-allowed");
        problem(given().accept("text/csv").get("/edge/open").then(), 406, "not-acceptable");
        problem(given().contentType("text/csv").body("a").post("/edge").then(), 415, "unsupported-media-type");
    }

    /** A token that nobody could tell from a word: who labels by what a path looks like would show it. */
    @Test
    void noPathOfAClientIsALabelOfAMetricHoweverItIsAnswered() throws Exception {
        String secret = "wildAndUnguessable";
        String there = "/edge/names/" + secret;
        String business = business();
        long before = counted();
        List<Integer> statuses = List.of(
                given().get(there).statusCode(),
                given().auth().oauth2(business).delete(there).statusCode(),
                given().options(there).statusCode(),
                given().contentType("text/csv").body("a").put(there).statusCode(),
                given().contentType(ContentType.JSON).body("{").put(there).statusCode(),
                given().contentType(ContentType.JSON).body("{}").put(there).statusCode(),
                given().auth()
                        .oauth2(business)
                        .contentType(ContentType.JSON)
                        .body("{\"title\":7}")
                        .put(there)
                        .statusCode(),
                given().auth().oauth2(business).get("/edge/things/" + secret).statusCode(),
                given().get("/edge/" + secret).statusCode(),
                given().get("/" + secret).statusCode(),
                given().get("/" + secret + "/" + "x".repeat(9_000)).statusCode());
        assertTrue(statuses.containsAll(List.of(400, 404, 405, 414, 415)), statuses::toString);
        await().untilAsserted(() -> assertEquals(before + statuses.size(), counted(), statuses::toString));
        assertEquals(
                List.of(),
                requests()
                        .map(timer -> timer.getId().getTag("uri"))
                        .filter(uri -> uri.contains(secret))
                        .toList(),
                statuses::toString);
    }

    private long counted() {
        return requests().mapToLong(Timer::count).sum();
    }

    private Stream<Timer> requests() {
        return metrics.find("http.server.requests").timers().stream();
    }

    @Test
    void anIdempotencyKeyHasALengthAndIsThereWhereItMustBe() {
        problem(post("/edge/once", "{}"), 400, "idempotency-key-required");
        for (int length : new int[] {1, 21, 256}) {
            problem(once("k".repeat(length)), 400, "idempotency-key-invalid");
        }
    }

    @Test
    void theClockCanNotBeMovedWhereThePlatformIsNotLocal() {
        problem(
                given().contentType(ContentType.JSON)
                        .body("{\"offset_s\":60}")
                        .put("/local/clock")
                        .then(),
                404,
                "not-found");
        given().get("/q/openapi").then().statusCode(200).body(not(containsString("/local/clock")));
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsToldThoseThatItKnows() {
        problem(given().delete("/edge/things/1").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(given().get("/edge/tree").then(), 405, "method-not-allowed").header("Allow", "OPTIONS, POST");
        problem(given().delete("/edge/boxes/1").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS, PUT");
        problem(given().delete("/edge/boxes/1/key").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(given().get("/edge/boxes/1").then(), 404, "not-found");
    }

    @Test
    void theStartUpCheckSeesTheResources() {
        assertTrue(AccessCheck.resources(beans).toList().contains(EdgeResource.class));
    }

    @Test
    void whatIsBesideTheResourcesRefusesInTheSameShape() {
        problem(given().get("/q/nowhere").then(), 404, "not-found");
    }

    @Test
    void healthNeedsNoToken() {
        given().get("/q/health/live").then().statusCode(200);
    }
}
