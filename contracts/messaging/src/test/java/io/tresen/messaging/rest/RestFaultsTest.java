package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when something is away or broken behind a resource, over HTTP. */
@QuarkusTest
class RestFaultsTest extends EdgeUnderTest {

    @Inject
    MeterRegistry metrics;

    @Inject
    ExceptionMappers mappers;

    @Test
    void anOutageIs503WithATimeToComeBackAndNeverAFalseSuccess() {
        problem(given().get("/edge/fault/outage").then(), 503, "unavailable").header("Retry-After", "2");
        problem(given().get("/edge/fault/commit").then(), 503, "unavailable").header("Retry-After", "2");
        problem(once("k".repeat(22)), 503, "unavailable").header("Retry-After", "2"); // there is no database here
    }

    @Test
    void a503OfAnybodySaysWhenToComeBackOnce() {
        for (String kind : List.of("busy", "outage")) {
            assertEquals(
                    List.of("2"),
                    given().get("/edge/fault/" + kind)
                            .then()
                            .statusCode(503)
                            .extract()
                            .headers()
                            .getValues("Retry-After"),
                    kind);
        }
    }

    @Test
    void aCrowdIsToldSoAndCountedApartFromOutages() {
        double before = crowds();
        problem(given().get("/edge/fault/crowd").then(), 503, "unavailable")
                .header("Retry-After", "2")
                .body("detail", equalTo("More ask at once than can be answered: come again"));
        assertEquals(before + 1, crowds());
        for (String kind : List.of("busy", "outage", "commit", "bug")) {
            given().get("/edge/fault/" + kind);
        }
        assertEquals(before + 1, crowds());
    }

    /** Else whoever asks and leaves could make so many of them that our own faults, less these, are none. */
    @Test
    void whoLeftWhileTheyWaitedIsNoCrowd() {
        double before = crowds();
        for (boolean gone : List.of(true, false)) {
            mappers.any(
                    Crowded.at("edges").exception(),
                    answering(UriInfo.class, "getPath", "/edge"),
                    answering(HttpServerResponse.class, "closed", gone));
        }
        assertEquals(before + 1, crowds());
    }

    private static <T> T answering(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, of) -> {
            assertEquals(question, method.getName());
            return answer;
        }));
    }

    private double crowds() {
        return metrics.get("tresen.crowd.refused").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aFaultOfOursIs500WithAnIdForTheLogAndNothingOfTheInside() {
        problem(given().get("/edge/fault/bug").then(), 500, "internal-error")
                .body("correlation_id", notNullValue())
                .body(not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "22007", "22008", "22021", "index"})
    void whatTheDatabaseCanNotHoldIs400AndNothingElseThatItRefuses(String state) {
        problem(given().get("/edge/fault/" + state).then(), 400, "malformed-request")
                .body(not(containsString("secret")));
        problem(given().get("/edge/fault/23505").then(), 500, "internal-error");
    }

    @Test
    void aDatabaseThatIsOutOfTransactionIdsIs503AndNoFaultOfTheCaller() {
        problem(given().get("/edge/fault/wraparound").then(), 503, "unavailable")
                .body(not(containsString("secret")));
    }
}
