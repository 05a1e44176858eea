package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.engines.TestTokens;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long tokens live, and how long after their end they can be renewed (INTERFACE 2 and 3). */
@QuarkusTest
class TokenLivesIT extends OnEngines {

    @Test
    void aBusinessTokenLivesForAnHourAtMost() throws ParseException {
        Api shop = Api.register("en");
        Response answer = given().formParams(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        shop.clientId(),
                        "client_secret",
                        shop.secret()))
                .post("/chat/oauth2/token");
        answer.then().statusCode(200).body("expires_in", allOf(greaterThan(0), lessThanOrEqualTo(3600)));
        Instant end = SignedJWT.parse(answer.path("access_token"))
                .getJWTClaimsSet()
                .getExpirationTime()
                .toInstant();
        assertFalse(end.isAfter(Instant.now().plusSeconds(3600)), "ends at " + end);
    }

    @Test
    void aConversationsTokenIsRenewedForNinetyDaysAfterItsEndAndNoLonger() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        String expired = ended(shop, ada, Duration.ofDays(89));
        given().header("Authorization", "Bearer " + expired)
                .get(ada.path() + "/messages")
                .then()
                .statusCode(401);
        Response renewed = renewing(ada, expired);
        renewed.then().statusCode(201);
        new Talker(ada.conversationId(), ada.shopperId(), ada.waId(), renewed.path("token")).says("hello again");
        renewing(ada, ended(shop, ada, Duration.ofDays(91))).then().statusCode(401);
    }

    /** The shopper's token, as it is so long after its end. */
    private static String ended(Api shop, Talker talker, Duration ago) {
        Instant end = Instant.now().minus(ago);
        return TestTokens.shopper(shop.businessId(), talker.shopperId(), talker.conversationId())
                .with("iat", Date.from(end.minus(Duration.ofDays(30))))
                .with("exp", Date.from(end))
                .mint();
    }

    private static Response renewing(Talker talker, String token) {
        return given().header("Authorization", "Bearer " + token).post(talker.path() + "/token");
    }
}
