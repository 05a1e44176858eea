package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are made to cost memory or time; each is refused by name and by place, and keeps nobody. */
@QuarkusTest
class HostileRequestsTest {

    /** Not by REST Assured, which would print such bodies in colour. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpResponse<String> tree(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/edge/tree"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static void read(String body) throws Exception {
        assertEquals(200, tree(body).statusCode());
    }

    private static void malformed(String body, String pointer, String cause) throws Exception {
        HttpResponse<String> answer = tree(body);
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        JsonPath problem = new JsonPath(answer.body());
        assertTrue(problem.getString("type").endsWith("/malformed-json"), answer.body());
        assertTrue(problem.getString("errors[0].pointer").startsWith(pointer), answer.body());
        assertTrue(problem.getString("errors[0].detail").contains(cause), answer.body());
    }

    @Test
    void aHundredThousandNestedArraysAre400AtTheDepthThatIsTooMuch() throws Exception {
        read("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}");
        malformed("[".repeat(100_000), "/0".repeat(99), "nesting depth");
        malformed("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), "/a".repeat(99), "nesting depth");
    }

    @Test
    void aNumberOfAMillionDigitsIs400() throws Exception {
        malformed("{\"n\":" + "9".repeat(1_000_000) + "}", "/n", "Number value length");
        malformed("{\"n\":0." + "9".repeat(1_000_000) + "}", "/n", "Number value length");
    }

    @Test
    void tenThousandNamesAreReadAndAsManyTokensAsAMegabyteHoldsAreNot() throws Exception {
        String names =
                IntStream.range(0, 10_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        read(names);
        malformed("[" + "1,".repeat(450_000) + "1]", "/", "Token count");
    }

    @Test
    void aNameOfAThousandLettersIsReadAndALongerOneIsNot() throws Exception {
        read("{\"" + "n".repeat(1_000) + "\":1}");
        malformed("{\"" + "n".repeat(5_000) + "\":1}", "", "Name length");
    }

    @Test
    void aNameThatComesTwiceIs400() throws Exception {
        malformed("{\"a\":{\"b\":1,\"b\":2}}", "/a/b", "Duplicate field 'b'");
    }

    @Test
    void aTargetThatIsTooLongIs414AndLargeHeadersAre431() {
        given().get("/edge/open?q=" + "x".repeat(8_000)).then().statusCode(200);
        given().get("/edge/open?q=" + "x".repeat(8_300))
                .then()
                .statusCode(414)
                .contentType("application/problem+json")
                .body("type", endsWith("/uri-too-long"));
        given().header("X-Large", "x".repeat(15_000)).get("/edge/open").then().statusCode(200);
        given().header("X-Large", "x".repeat(17_000))
                .get("/edge/open")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("type", endsWith("/headers-too-large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/edge/open", "/edge/business", "/edge/nowhere", "/nowhere", "/q/health/live", "/q/nowhere"})
    void everyAnswerSaysHowToTreatIt(String path) {
        ValidatableResponse answer = given().get(path).then();
        SecurityHeaders.UNLESS_SAID.forEach(answer::header);
    }
}
