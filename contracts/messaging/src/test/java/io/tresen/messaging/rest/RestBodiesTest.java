package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies around a resource, over HTTP: their shape, their fields, their size. */
@QuarkusTest
class RestBodiesTest extends EdgeUnderTest {

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
}
