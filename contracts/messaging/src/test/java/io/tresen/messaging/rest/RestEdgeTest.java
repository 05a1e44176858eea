package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies around a resource, over HTTP. */
@QuarkusTest
class RestEdgeTest {

    private static final UUID BUSINESS = UUID.randomUUID();

    @TestHTTPResource
    URI origin;

    @Inject
    RevokedTokens revoked;

    @Inject
    MeterRegistry metrics;

    @Inject
    BeanManager beans;

    @BeforeAll
    static void keys() throws Exception {
        EdgeTokens.makeKey();
    }

    private static String business() {
        return token("business", UUID.randomUUID());
    }

    private static String shopper() {
        return token("shopper", UUID.randomUUID());
    }

    private static String token(String role, UUID id) {
        return EdgeTokens.of(role, BUSINESS, id);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://tresen.io/problems/" + code))
                .body("status", equalTo(status))
                .body("title", notNullValue());
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
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
    void aBodyIsReadAndAnsweredInSnakeCase() {
        post("/edge", "{\"title\":\"Käse 🧀\",\"price\":{\"amount_minor\":1990,\"currency\":\"EUR\"},\"more\":1}")
                .statusCode(200)
                .body("title", equalTo("Käse 🧀"))
                .body("price.amount_minor", equalTo(1990));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": 7}                    | 400 | wrong-type     | /title",
                "{\"stock\": \"7\"}                | 400 | wrong-type     | /stock",
                "{\"stock\": 1.5}                  | 400 | wrong-type     | /stock",
                "{\"tags\": [\"a\", true]}         | 400 | wrong-type     | /tags/1",
                "{\"title\": \"a\\u0000\"}         | 400 | malformed-json | /title",
                "{\"title\": \"\\ud800\"}          | 400 | malformed-json | /title",
                "{\"title\": \"a\", \"title\":\"b\"} | 400 | malformed-json | /title",
                "{\"price\": {\"amount_minor\": -1, \"currency\": \"EUR\"}} | 422 | invalid-fields | /price",
                "{\"title\": \"\"}                 | 422 | invalid-fields | /title",
                "{}                                | 422 | invalid-fields | /title",
            })
    void aWrongFieldIsNamed(String body, int status, String code, String pointer) {
        problem(post("/edge", body), status, code).body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{", "[]", "7", "{} {}", "{}x"})
    void whatIsNoObjectIs400(String body) {
        assertEquals(400, post("/edge", body).extract().statusCode());
    }

    @Test
    void anOptionalBodyMayBeEmptyAndAListIsABody() {
        post("/edge/optional", "").statusCode(200).body("there", equalTo(false));
        post("/edge/optional", "null").statusCode(200).body("there", equalTo(false));
        post("/edge/optional", "{}").statusCode(200).body("there", equalTo(true));
        post("/edge/list", "[{\"title\":\"a\"}]").statusCode(200).body("[0].title", equalTo("a"));
        problem(post("/edge/list", "[{\"title\":7}]"), 400, "wrong-type")
                .body("errors[0].pointer", equalTo("/0/title"));
    }

    @Test
    void aBodyBeyondItsLimitIs413WithItsLengthToldOrNot() throws Exception {
        String large = "{\"title\":\"" + "a".repeat(1 << 20) + "\"}";
        problem(post("/edge", large), 413, "content-too-large");
        assertEquals(200, given().body(new byte[3 << 20]).post("/edge/file").statusCode());
        problem(given().body(new byte[(3 << 20) + 1]).post("/edge/file").then(), 413, "content-too-large");
        assertTrue(chunked("/edge", "application/json", (1 << 20) + 20).startsWith("HTTP/1.1 413 "));
        assertTrue(chunked("/edge/file", "text/plain", (3 << 20) + 20).startsWith("HTTP/1.1 413 "));
    }

    private String chunked(String path, String type, int bytes) throws Exception {
        StringBuilder request = new StringBuilder(
                head("POST " + path) + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        int chunk = 10_000;
        for (int sent = 0; sent < bytes; sent += chunk) {
            request.append(Integer.toHexString(chunk))
                    .append("\r\n")
                    .append(" ".repeat(chunk))
                    .append("\r\n");
        }
        return raw(request.append("0\r\n\r\n").toString());
    }

    private static String head(String methodAndTarget) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            Thread sender = new Thread(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getOutputStream().flush();
                } catch (java.io.IOException e) {
                    // the server may answer and close before it has read all
                }
            });
            sender.start();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            try {
                for (int c = in.read(); c >= 0; c = in.read()) {
                    answer.append((char) c);
                }
            } catch (java.io.IOException e) {
                // a reset after the answer
            }
            sender.join();
            return answer.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /edge/open?q=%00", "GET /edge/open?q=%ff", "GET /edge/open?q=%ED%A0%80", "PUT /edge/names/%00",
                "PUT /edge/names/%ff", "GET /%00", "GET /q/health%00", "GET /edge/open?%00=1",
            })
    void aTargetThatIsNoTextIsA400Problem(String target) throws Exception {
        refusedTarget(target, "must be percent-encoded UTF-8 without NUL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "GET /edge/open?q=a|b     @ no URI: Illegal character in query at index 14",
                "GET /edge/open?q={}      @ no URI: Illegal character in query at index 13",
                "GET /edge/open?q=\"a\"  @ no URI: Illegal character in query at index 13",
                "GET /edge/na[mes         @ no URI: Illegal character in path at index 8",
                "PUT /edge/names/a^b      @ no URI: Illegal character in path at index 13",
                "GET /edge\\open        @ no URI: Illegal character in path at index 5",
                "GET /q/health/live?a=`   @ no URI: Illegal character in query at index 17",
                "GET http://[x/           @ no URI: Expected closing bracket for IPv6 address at index 9",
                "GET /edge/open?q=%zz     @ must be percent-encoded UTF-8 without NUL",
                "GET /edge/open?q=%       @ must be percent-encoded UTF-8 without NUL",
                "GET /%                   @ must be percent-encoded UTF-8 without NUL",
            })
    void aTargetThatIsNoUriIsA400ProblemThatSaysWhere(String target, String why) throws Exception {
        refusedTarget(target, why);
    }

    private void refusedTarget(String target, String why) throws Exception {
        String answer = raw(head(target) + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("https://tresen.io/problems/malformed-request"), answer);
        assertTrue(answer.contains(why), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("x-content-type-options: nosniff"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /edge/form HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%zz",
                "POST /edge/form HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded;charset=no\r\nContent-Length: 3\r\n\r\na=1",
                "GET /edge/open HTTP/1.1\r\nAccept: ;;;,/",
                "GET /edge/open HTTP/1.1\r\nAccept: application/json;q=x",
                "GET /edge/open HTTP/1.1\r\nAccept-Language: ;;;q=9,,",
                "GET /edge/open HTTP/1.1\r\nCookie: ;;=\"",
                "POST /edge HTTP/1.1\r\nContent-Type: ;\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json;charset=nonsense\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json;charset\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: -1",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: x",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: nonsense",
                "POST /edge HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\n{}",
                "GET /edge/open HTTP/1.1\r\nX: a\0b",
                "GET /edge/open HTTP/1.1\r\n: x",
                "GET /edge/open HTTP/9.9\r\nX: y",
                "FOO /edge/open HTTP/1.1\r\nX: y",
                "TRACE /edge/open HTTP/1.1\r\nX: y",
                "CONNECT localhost:1 HTTP/1.1\r\nX: y",
                "OPTIONS * HTTP/1.1\r\nX: y",
                "GET //edge//open HTTP/1.1\r\nX: y",
                "GET /edge/../../x HTTP/1.1\r\nX: y",
                "GET /edge/open;a=b;;= HTTP/1.1\r\nX: y",
                "GET edge HTTP/1.1\r\nX: y",
                "GET http://[x/ HTTP/1.1\r\nX: y",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer \u00ff",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b",
                "GET /edge/open?q=%zz HTTP/1.1\r\nX: y",
                "GET /edge/open?q=% HTTP/1.1\r\nX: y",
                "GET /% HTTP/1.1\r\nX: y",
                "PUT /edge/names/%zz HTTP/1.1\r\nX: y",
                "GET /edge/open?q=[]{}|^ HTTP/1.1\r\nX: y",
                "GET /edge/open?&&==&q HTTP/1.1\r\nX: y",
                "nonsense",
            })
    void nothingInTheHeadOfARequestIsAnsweredWith5xx(String start) throws Exception {
        String request = start.contains("\r\n\r\n")
                ? start.replaceFirst("\r\n", "\r\nHost: localhost\r\nConnection: close\r\n")
                : start.replaceFirst("\r\n|$", "\r\nHost: localhost\r\nConnection: close\r\n") + "\r\n\r\n";
        String answer = raw(request);
        assertTrue(answer.matches("(?s)HTTP/[0-9.]+ [234].*"), answer);
    }

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

    @Test
    void anIdempotencyKeyHasALengthAndIsThereWhereItMustBe() {
        problem(post("/edge/once", "{}"), 400, "idempotency-key-required");
        for (int length : new int[] {1, 21, 256}) {
            problem(once("k".repeat(length)), 400, "idempotency-key-invalid");
        }
    }

    private static ValidatableResponse once(String key) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/edge/once")
                .then();
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

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%ff", "a=%00", "&&==&", "a", "", "{}", "a=1&a=2", "\u0000"})
    void aFormIsNotAnsweredWith5xx(String form) {
        int status = given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/edge/form")
                .statusCode();
        assertTrue(status == 200 || status == 400, "status " + status);
    }

    @Test
    void aFormBeyondItsLimitsIsRefused() {
        String one = "a=" + "x".repeat(100_000);
        String many = "b=1&".repeat(5_000);
        String large = "b=" + "x".repeat(1000) + "&";
        for (String form : new String[] {one, many, large.repeat(1_100)}) {
            int status = given().contentType("application/x-www-form-urlencoded")
                    .body(form)
                    .post("/edge/form")
                    .statusCode();
            assertTrue(status == 413 || status == 400, "status " + status);
        }
    }

    @Test
    void aTreeIsABodyByTheSameRules() {
        post("/edge/tree", "{\"a\":1}").statusCode(200).body("a", equalTo(1));
        problem(post("/edge/tree", "null"), 400, "malformed-json");
        problem(post("/edge/tree", "{\"a\":\"\\u0000\"}"), 400, "malformed-json");
    }

    @Test
    void aTimeIsATextOfAYearWithFourDigitsAndNoNumber() {
        post("/edge", "{\"title\":\"a\",\"from\":\"2026-01-31T12:00:00+01:00\"}")
                .statusCode(200)
                .body("from", equalTo("2026-01-31T11:00:00Z"));
        for (String time :
                new String[] {"7", "1.5", "\"\"", "\"7\"", "\"+10000-01-01T00:00:00Z\"", "\"0000-01-01T00:00:00Z\""}) {
            problem(post("/edge", "{\"title\":\"a\",\"from\":" + time + "}"), 400, "wrong-type")
                    .body("errors[0].pointer", equalTo("/from"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "/", "a/", "/b", "application/json;charset=\"", "application/json;;"})
    void aContentTypeThatIsNoneIsNoFaultOfOurs(String type) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/edge/form"))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"a\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 500, answer.body());
        assertEquals(
                answer.statusCode() == 200 ? "application/json" : "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", ""));
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
