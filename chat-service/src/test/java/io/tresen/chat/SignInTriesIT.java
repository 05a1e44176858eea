package io.tresen.chat;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Guessing at passwords does not get far, and locks nobody out elsewhere. */
@QuarkusTest
class SignInTriesIT extends OnEngines {

    @Test
    void afterFiveWrongPasswordsTheRightOneIsRefusedTooAndSoIsAnUnknownEmail() {
        Staff owner = Staff.signUp(Staff.handle());
        for (String email : List.of(owner.email(), "nobody-" + UUID.randomUUID() + "@example.org")) {
            String here = Staff.address();
            for (int i = 0; i < 5; i++) {
                Staff.signingIn(email, "wrong password " + i, here)
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", "Bearer")
                        .body("type", endsWith("/sign-in-refused"));
            }
            Response refused = Staff.signingIn(email, Staff.PASSWORD, here);
            refused.then().statusCode(429);
            int wait = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(wait > 20 && wait <= 30, "waits " + wait);
        }
        // what is signed in stays so
        owner.authorized().get("/chat/v1/business").then().statusCode(200);
    }

    @Test
    void fiveTriesAtOnceAreNotMoreThanFive() throws Exception {
        Staff owner = Staff.signUp(Staff.handle());
        String here = Staff.address();
        ExecutorService guessers = Executors.newFixedThreadPool(12);
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String guess = "guessed password " + i;
            guesses.add(() -> Staff.signingIn(owner.email(), guess, here).statusCode());
        }
        int tried = 0;
        for (Future<Integer> answer : guessers.invokeAll(guesses)) {
            tried += answer.get() == 401 ? 1 : 0;
        }
        guessers.shutdown();
        assertEquals(5, tried);
    }

    @Test
    void whoGuessesFromOneNetworkLocksNobodyOutElsewhere() {
        Staff owner = Staff.signUp(Staff.handle());
        String guesser = Staff.address();
        for (int i = 0; i < 5; i++) {
            Staff.signingIn(owner.email(), "wrong password " + i, guesser)
                    .then()
                    .statusCode(401);
        }
        Staff.signingIn(owner.email(), Staff.PASSWORD, guesser).then().statusCode(429);
        Staff.signingIn(owner.email(), Staff.PASSWORD).then().statusCode(200);
        Staff.signingIn(owner.email(), Staff.PASSWORD, guesser).then().statusCode(429);
    }

    @Test
    void whoGuessesFromManyNetworksIsSlowedDown() {
        Staff owner = Staff.signUp(Staff.handle());
        for (int i = 0; i < 50; i++) {
            Staff.signingIn(owner.email(), "wrong password " + i).then().statusCode(401);
        }
        Response refused = Staff.signingIn(owner.email(), Staff.PASSWORD);
        refused.then().statusCode(429);
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait <= 30, "waits " + wait);
    }

    @Test
    void aShopOfOnesOwnUnderSomebodyElsesEmailClearsNoTriesAtTheirs() {
        for (boolean named : new boolean[] {false, true}) {
            Staff owner = Staff.signUp(Staff.handle());
            String own = Staff.handle();
            Staff.signingUp(own, owner.email(), "the guesser's own").then().statusCode(201);
            String here = Staff.address();
            for (int i = 0; i < 4; i++) {
                Staff.signingIn(owner.email(), "wrong password " + i, here)
                        .then()
                        .statusCode(401);
            }
            Staff.signingIn(owner.email(), "the guesser's own", named ? own : null, here)
                    .then()
                    .statusCode(200)
                    .body("business.handle", equalTo(own));
            Staff.signingIn(owner.email(), "wrong password 4", here).then().statusCode(401);
            Staff.signingIn(owner.email(), Staff.PASSWORD, here).then().statusCode(429);
        }
    }

    @Test
    void oneNetworkCantHaveManyPasswordsHashed() {
        Api shop = Api.register("en");
        String here = Staff.address();
        for (int i = 0; i <= 20; i++) {
            Response added = shop.authorized()
                    .header("X-Forwarded-For", here)
                    .body(Map.of(
                            "email", "p" + i + "@example.org", "password", Staff.PASSWORD, "display_name", "Person"))
                    .post("/chat/v1/staff");
            added.then().statusCode(i < 20 ? 201 : 429);
        }
    }

    @Test
    void oneAddressCantGuessAtManyAccounts() {
        String address = Staff.address();
        int tried = 0;
        while (tried < 40
                && Staff.signingIn("u" + tried + "@" + UUID.randomUUID() + ".example", "wrong password", address)
                                .statusCode()
                        == 401) {
            tried++;
        }
        assertEquals(30, tried);
    }
}
