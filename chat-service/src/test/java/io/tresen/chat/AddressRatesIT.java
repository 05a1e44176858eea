package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much strangers may do from one network address. */
@QuarkusTest
class AddressRatesIT extends OnEngines {

    @Inject
    AddressRates rates;

    @Inject
    Database database;

    /** Another office each time. */
    static String address() {
        int any = UUID.randomUUID().hashCode();
        return "10." + (any >>> 16 & 255) + '.' + (any >>> 8 & 255) + '.' + (any & 255);
    }

    private static Response opening(Api shop, String address) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", address)
                .body("{}")
                .post("/chat/v1/shops/" + shop.handle() + "/conversations");
    }

    private static Response upload(Talker ada, String address) {
        return given().header("Authorization", "Bearer " + ada.token())
                .header("X-Forwarded-For", address)
                .contentType("image/jpeg")
                .body(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})
                .post(ada.path() + "/media");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(429).body("type", endsWith("/too-many-requests"));
        int wait = Integer.parseInt(answer.header("Retry-After"));
        assertTrue(wait >= 1 && wait <= 3, wait + " s");
    }

    @Test
    void anOfficeOpensThreeHundredConversationsAndThenWaits() {
        Api shop = Api.register("en");
        String here = address();
        opening(shop, here).then().statusCode(201);
        Instant soon = Instant.now().plusSeconds(60); // nothing is gained while this test runs
        database.run(tx -> {
            int opened = 0;
            while (rates.opening(tx, soon, here).isEmpty()) {
                opened++;
            }
            assertEquals(300, opened, "what was used before is there again after a minute");
        });
        refused(opening(shop, here));
        opening(shop, address()).then().statusCode(201);
    }

    @Test
    void anOfficeUploadsTwoHundredPicturesAndThenWaits() {
        Talker ada = Api.register("en").shopper();
        String here = address();
        upload(ada, here).then().statusCode(201);
        Instant soon = Instant.now().plusSeconds(60);
        database.run(tx -> {
            int uploaded = 0;
            while (rates.upload(tx, soon, here).isEmpty()) {
                uploaded++;
            }
            assertEquals(200, uploaded);
        });
        refused(upload(ada, here));
        upload(ada, address()).then().statusCode(201);
    }

    @Test
    void whoIsRefusedPaysNothingForAsking() {
        String here = address();
        Instant now = Instant.parse("2026-01-01T10:00:00Z");
        database.run(tx -> {
            for (int i = 0; i < 300; i++) {
                assertEquals(Optional.empty(), rates.opening(tx, now, here));
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(Optional.of(Duration.ofSeconds(2)), rates.opening(tx, now, here));
            }
            assertEquals(Optional.empty(), rates.opening(tx, now.plusSeconds(2), here));
            assertEquals(Optional.of(Duration.ofSeconds(2)), rates.opening(tx, now.plusSeconds(2), here));
        });
    }
}
