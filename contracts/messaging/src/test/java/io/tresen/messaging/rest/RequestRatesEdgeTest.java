package io.tresen.messaging.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who asks too often is told so over HTTP, with rates that are soon used up; how they fill again is RequestRatesTest's. */
@QuarkusTest
@TestProfile(RequestRatesEdgeTest.SmallRates.class)
class RequestRatesEdgeTest {

    private static final int PER_TOKEN = 3;
    private static final int PER_BUSINESS = 5;
    private static final int PER_NETWORK = 4;

    /** Requests a minute. */
    public static class SmallRates implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tresen.rates.token-requests", "" + PER_TOKEN,
                    "tresen.rates.business-requests", "" + PER_BUSINESS,
                    "tresen.rates.address-requests", "" + PER_NETWORK);
        }
    }

    @BeforeAll
    static void keys() throws Exception {
        EdgeTokens.makeKey();
    }

    private static String token(String role, UUID business) {
        return EdgeTokens.of(role, business, UUID.randomUUID());
    }

    private static ValidatableResponse asked(String token) {
        return given().auth().oauth2(token).get("/edge/either").then();
    }

    /** @param perMinute the rate, by which the next request is let through a share of a minute later */
    private static void refused(ValidatableResponse answer, String who, int perMinute) {
        String wait = answer.statusCode(429)
                .contentType("application/problem+json")
                .body("type", equalTo("https://tresen.io/problems/too-many-requests"))
                .body("status", equalTo(429))
                .body("detail", startsWith(who + " sends more requests"))
                .extract()
                .header("Retry-After");
        assertTrue(wait.matches("[0-9]+"), wait);
        assertTrue(Integer.parseInt(wait) >= 1 && Integer.parseInt(wait) <= 60 / perMinute, wait);
    }

    @Test
    void oneTokenAndNoOther() {
        UUID business = UUID.randomUUID();
        String busy = token("business", business);
        for (int i = 0; i < PER_TOKEN; i++) {
            asked(busy).statusCode(200);
        }
        refused(asked(busy), "This token", PER_TOKEN);
        asked(token("business", business)).statusCode(200);
    }

    @Test
    void allTokensOfABusinessTogetherAndApartFromThemItsShoppers() {
        UUID business = UUID.randomUUID();
        for (int i = 0; i < PER_BUSINESS; i++) {
            asked(token("business", business)).statusCode(200);
        }
        refused(asked(token("business", business)), "This business", PER_BUSINESS);
        for (int i = 0; i < PER_BUSINESS; i++) {
            asked(token("shopper", business)).statusCode(200);
        }
        refused(asked(token("shopper", business)), "The shoppers of this business", PER_BUSINESS);
        asked(token("business", UUID.randomUUID())).statusCode(200);
    }

    /** Who shows no token and who guesses one draw on the same rate; who is known does not. */
    @Test
    void theNetworkOfNobodyKnown() {
        for (int i = 0; i < PER_NETWORK / 2; i++) {
            given().get("/edge/open").then().statusCode(200);
            asked("a guess").statusCode(401);
        }
        refused(given().get("/edge/open").then(), "This network address", PER_NETWORK);
        refused(asked("a guess"), "This network address", PER_NETWORK);
        asked(token("shopper", UUID.randomUUID())).statusCode(200);
    }
}
