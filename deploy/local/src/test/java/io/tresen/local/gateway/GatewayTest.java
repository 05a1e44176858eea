package io.tresen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which service gets what, and what the gateway answers itself. */
class GatewayTest extends GatewayTestBed {

    @Test
    void theTargetIsPassedOnByteForByte() throws Exception {
        String target = "/catalog/v1/products/a%2Fb%20%25?q=%C3%A4+x&empty=";
        HttpResponse<String> response = get(target);
        assertEquals(target, response.headers().firstValue("X-Uri").orElseThrow());
        assertEquals(
                "localhost:" + gateway.port(),
                response.headers().firstValue("X-Host").orElseThrow());
        assertEquals(
                "/v23.0/1/messages",
                get("/v23.0/1/messages").headers().firstValue("X-Uri").orElseThrow());
    }

    @Test
    void whoKnowsOnlyTheOriginIsSentToTheConsole() throws Exception {
        HttpResponse<String> response = get("/");
        assertEquals(302, response.statusCode());
        assertEquals("/chat/console", response.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void aHeadAnswerHasNoBody() throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(uri("/catalog/x"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
    }

    @Test
    void replicasTakeTurnsAndADeadOneIsPassedOver() throws Exception {
        Set<String> seen = IntStream.range(0, 12)
                .mapToObj(i -> {
                    try {
                        HttpResponse<String> response = get("/orders/v1/orders");
                        assertEquals(200, response.statusCode());
                        return response.headers().firstValue("X-Port").orElseThrow();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
        assertEquals(Set.of(Integer.toString(first), Integer.toString(second)), seen);
    }

    @Test
    void aServiceThatIsAwayOrHangsUpIs503AndNeverTriedTwice() throws Exception {
        HttpResponse<String> away = get("/payments/v1/payments");
        assertProblem(503, "unavailable", away);
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        assertProblem(503, "unavailable", post("/catalog/hangs-up", "{}"));
    }

    @Test
    void onMetasPathsTheGatewaysOwnRefusalsAreMetasErrorObject() throws Exception {
        for (String path : new String[] {"/v23.0/hangs-up", "/chat/v23.0/hangs-up"}) {
            HttpResponse<String> away = post(path, "{}");
            assertEquals(503, away.statusCode());
            assertTrue(away.headers().firstValue("Retry-After").isPresent());
            assertTrue(away.body().contains("\"code\":131016"), away.body());
            assertTrue(away.body().contains("\"messaging_product\":\"whatsapp\""), away.body());
        }
        assertProblem(503, "unavailable", post("/chat/v1/hangs-up", "{}"));
    }

    @Test
    void nothingButTheRoutesIsServed() throws Exception {
        assertProblem(404, "not-found", get("/q/health"));
        assertProblem(404, "not-found", get("/catalog/%2e%2e/q/metrics"));
        assertProblem(404, "not-found", get("/demo/%2e%2e%2fsecret.svg"));
        assertProblem(404, "not-found", get("/demo/none.svg"));
    }

    @Test
    void aTargetThatIsTooLongIs414AndLargeHeadersAre431() throws Exception {
        assertProblem(414, "uri-too-long", get("/catalog/x?q=" + "x".repeat(20_000)));
        HttpRequest large = HttpRequest.newBuilder(uri("/catalog/x"))
                .header("X-Large", "x".repeat(40_000))
                .build();
        assertProblem(431, "headers-too-large", HTTP.send(large, BodyHandlers.ofString()));
    }

    @Test
    void aRefusalOfItsOwnHasTheHeadersThatEveryAnswerHas() throws Exception {
        HttpResponse<String> refused = get("/q/health");
        assertEquals(
                "nosniff",
                refused.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals(
                "no-referrer", refused.headers().firstValue("Referrer-Policy").orElseThrow());
    }

    @Test
    void theClockAddsUpIsKeptAndReachesEveryRunningService() throws Exception {
        HttpResponse<String> response = post("/local/clock", "{\"advance_s\": 3600}");
        assertEquals(200, response.statusCode());
        Instant now = Instant.parse(new JsonObject(response.body()).getString("now"));
        assertTrue(Duration.between(Instant.now().plusSeconds(3600), now).abs().toSeconds() < 5);
        assertEquals(200, post("/local/clock", "{\"advance_s\": 60}").statusCode());
        assertEquals(3660, CLOCKS.get(first).get());
        assertEquals(3660, CLOCKS.get(second).get());
        assertNull(CLOCKS.get(dead));
        assertEquals("3660\n", Files.readString(directory.resolve("clock")));

        assertProblem(422, "invalid-fields", post("/local/clock", "{\"advance_s\": -1}"));
        assertProblem(400, "malformed-request", post("/local/clock", "{\"advance_s\": \"60\"}"));
        assertProblem(400, "malformed-request", post("/local/clock", "{\"advance_s\": 1.5}"));
        assertProblem(400, "malformed-request", post("/local/clock", "[]"));
        assertEquals(3660, new JsonObject(get("/local/clock").body()).getInteger("offset_s"));
    }

    @Test
    void theFaultSwitchReachesTheSandbox() throws Exception {
        HttpResponse<String> response = post("/local/faults", "{\"provider\": \"decline\"}");
        assertEquals(200, response.statusCode());
        assertEquals("decline", new JsonObject(response.body()).getString("provider"));
        assertTrue(FAULTS.contains("decline"));
        assertProblem(422, "invalid-fields", post("/local/faults", "{\"provider\": \"fire\"}"));
        assertProblem(405, "method-not-allowed", get("/local/faults"));
    }

    @Test
    void theCodesThatWouldGoToPhonesAreShownToWhoeverSitsHere() throws Exception {
        String sent =
                """
                {"id": "1", "type": "verification_code", "to": "+4930901820", "method": "sms", "code": "012345",
                 "text": "012345 is the code"}""";
        assertEquals(204, post("/local/phones", sent).statusCode());
        assertEquals(204, post("/local/phones", sent).statusCode());
        assertEquals(
                204,
                post("/local/phones", "{\"to\": \"+1\", \"text\": \"another\"}").statusCode());
        JsonObject shown =
                new JsonObject(get("/local/phones?number=%2B4930901820").body());
        assertEquals(1, shown.getJsonArray("data").size());
        assertEquals("012345", shown.getJsonArray("data").getJsonObject(0).getString("code"));
        assertEquals(
                "another",
                new JsonObject(get("/local/phones").body())
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("text"));
        assertProblem(400, "malformed-request", post("/local/phones", "{\"to\": 1}"));
    }
}
