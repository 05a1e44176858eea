package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Network;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A repeat under its Idempotency-Key has the first answer (DESIGN 8), also where a new request would have to wait. */
@QuarkusTest
class RepeatedRequestsIT extends OnEngines {

    @Inject
    AddressRates rates;

    @Inject
    SignInTries tries;

    @Inject
    Database database;

    @Test
    void anOpeningIsAnsweredAgainThoughItsAddressHasToWait() {
        Api shop = Api.register("en");
        answeredAgain("/chat/v1/shops/" + shop.handle() + "/conversations", () -> given(), Map.of("locale", "en"));
    }

    @Test
    void aSignUpIsAnsweredAgainThoughItsAddressHasToWait() {
        String handle = Staff.handle();
        answeredAgain(
                "/chat/v1/console/sign-up",
                () -> given(),
                Map.of(
                        "name", "Teeladen",
                        "handle", handle,
                        "country", "DE",
                        "currency", "EUR",
                        "language", "de",
                        "accepted_terms", true,
                        "email", "owner@" + handle + ".example",
                        "password", Staff.PASSWORD,
                        "display_name", "Olga Owner"));
    }

    @Test
    void whoIsAddedToTheStaffIsAnsweredAgainThoughTheAddressHasToWait() {
        Api shop = Api.register("en");
        answeredAgain(
                "/chat/v1/staff",
                shop::authorized,
                Map.of("email", "ann@example.org", "password", Staff.PASSWORD, "display_name", "Ann"));
    }

    @Test
    void anAcceptedInvitationIsAnsweredAgainThoughTheAddressHasToWait() {
        String link = Staff.signUp(Staff.handle())
                .inviting("ann@example.org", "agent")
                .path("link");
        answeredAgain(
                "/chat/v1/console/invitations",
                () -> given(),
                Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", Staff.PASSWORD));
    }

    /** That it is one is found before its picture has come in. */
    @Test
    void anUploadIsAnsweredAgainThoughItsAddressHasToWait() {
        Talker ada = Api.register("en").shopper();
        byte[] picture = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
        answeredAgain(
                ada.path() + "/media",
                () -> ada.authorized().contentType("image/jpeg").body(picture));
    }

    private void answeredAgain(String path, Supplier<RequestSpecification> caller, Map<String, Object> body) {
        answeredAgain(path, () -> caller.get().contentType(ContentType.JSON).body(body));
    }

    private void answeredAgain(String path, Supplier<RequestSpecification> request) {
        String here = AddressRatesIT.address();
        Function<String, Response> asking = key -> request.get()
                .header("X-Forwarded-For", here)
                .header("Idempotency-Key", key)
                .post(path);
        String key = UUID.randomUUID().toString();
        Response first = asking.apply(key);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        useUp(Network.of(here));
        asking.apply(UUID.randomUUID().toString()).then().statusCode(429);
        Response again = asking.apply(key);
        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.asString(), again.asString());
    }

    private void useUp(String network) {
        Instant soon = Instant.now().plusSeconds(60); // nothing is gained while this test runs
        database.run(tx -> {
            for (int i = 0; i < 300; i++) {
                rates.opening(tx, soon, network);
                rates.upload(tx, soon, network);
            }
            for (int i = 0; i < TryRule.SIGN_UP.free(); i++) {
                tries.refused(tx, Instant.now(), TryRule.SIGN_UP, "sign-up", network);
            }
        });
    }
}
