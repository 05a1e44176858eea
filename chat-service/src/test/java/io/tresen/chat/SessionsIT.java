package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A signed-in browser: its cookie, its end, and what a changed password does to it. */
@QuarkusTest
class SessionsIT extends OnEngines {

    @Inject
    Database database;

    @Test
    void aCookieIsOutOfScriptsReachAndSpentByEachRenewal() {
        Staff owner = Staff.signUp(Staff.handle());
        Response answer = Staff.signingIn(owner.email(), Staff.PASSWORD);
        String header = answer.header("Set-Cookie");
        for (String part : List.of("HttpOnly", "SameSite=Strict", "Path=/chat/v1/console/session")) {
            assertTrue(header.contains(part), header);
        }
        answer.then().header("Cache-Control", containsString("no-store")).body("expires_in", equalTo(900));
        String first = answer.getCookie("tresen_session");
        Response renewed = Staff.renewing(first);
        renewed.then()
                .statusCode(200)
                .body("staff.staff_id", equalTo(owner.staffId().toString()));
        assertNotEquals(first, renewed.getCookie("tresen_session"));
        Staff.renewing("no-cookie").then().statusCode(401);
        given().put("/chat/v1/console/session").then().statusCode(401).body("type", endsWith("/session-ended"));
    }

    @Test
    void aSpentCookieThatComesBackEndsTheSessionForBoth() {
        Staff owner = Staff.signUp(Staff.handle());
        Response second = Staff.renewing(owner.cookie());
        String third = Staff.renewing(second.getCookie("tresen_session")).getCookie("tresen_session");
        Staff.renewing(owner.cookie()).then().statusCode(401); // two renewals old
        Staff.renewing(third).then().statusCode(401);
        owner.authorized().get("/chat/v1/business").then().statusCode(401);
        given().auth()
                .oauth2(second.path("token"))
                .get("/chat/v1/business")
                .then()
                .statusCode(401);
        Staff.signingIn(owner.email(), Staff.PASSWORD).then().statusCode(200);
    }

    @Test
    void anAnswerThatGotLostIsNoTheft() {
        Staff owner = Staff.signUp(Staff.handle());
        String lost = Staff.renewing(owner.cookie()).getCookie("tresen_session");
        String next = Staff.renewing(owner.cookie()).getCookie("tresen_session");
        Staff.renewing(next).then().statusCode(200);
        Staff.renewing(lost).then().statusCode(401);
    }

    @Test
    void signingOutRevokesTokenAndCookie() {
        Staff owner = Staff.signUp(Staff.handle());
        owner.authorized()
                .cookie("tresen_session", owner.cookie())
                .delete("/chat/v1/console/session")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
        owner.authorized().get("/chat/v1/business").then().statusCode(401);
        Staff.renewing(owner.cookie()).then().statusCode(401);
        given().delete("/chat/v1/console/session").then().statusCode(204);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        Staff here = Staff.signUp(Staff.handle());
        Staff there = Staff.signIn(here.email(), Staff.PASSWORD);
        here.authorized()
                .body(Map.of("old_password", "not this one", "new_password", "a new pass phrase"))
                .put("/chat/v1/console/password")
                .then()
                .statusCode(422);
        here.authorized()
                .body(Map.of("old_password", Staff.PASSWORD, "new_password", "a new pass phrase"))
                .put("/chat/v1/console/password")
                .then()
                .statusCode(204);
        here.authorized().get("/chat/v1/business").then().statusCode(200);
        there.authorized().get("/chat/v1/business").then().statusCode(401);
        Staff.renewing(there.cookie()).then().statusCode(401);
        Staff.signingIn(here.email(), Staff.PASSWORD).then().statusCode(401);
        Staff.signIn(here.email(), "a new pass phrase");
    }

    @Test
    void whoSignsInWithTheOldPasswordWhileItChangesIsOut() throws Exception {
        Staff here = Staff.signUp(Staff.handle());
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Response>> late = new ArrayList<>();
        Future<Response> change = database.inTransaction(tx -> {
            tx.one("select 1 from staff where staff_id = $1 for update", here.staffId());
            Future<Response> first = callers.submit(() -> here.authorized()
                    .body(Map.of("old_password", Staff.PASSWORD, "new_password", "a new pass phrase"))
                    .put("/chat/v1/console/password"));
            awaitWaiting(tx, 1);
            // these have compared the old one already
            for (int i = 0; i < 3; i++) {
                late.add(callers.submit(() -> Staff.signingIn(here.email(), Staff.PASSWORD)));
            }
            awaitWaiting(tx, 4);
            return first;
        });
        change.get().then().statusCode(204);
        for (Future<Response> each : late) {
            each.get().then().statusCode(401);
            assertNull(each.get().getCookie("tresen_session"));
        }
        callers.shutdown();
        Staff.renewing(here.cookie()).then().statusCode(200);
        Staff.signIn(here.email(), "a new pass phrase");
    }

    @Test
    void ofTwoWhoChangeOnePasswordAtOnceOneIsTooLate() throws Exception {
        Staff here = Staff.signUp(Staff.handle());
        ExecutorService callers = Executors.newFixedThreadPool(2);
        List<Future<Response>> changes = new ArrayList<>();
        database.run(tx -> {
            tx.one("select 1 from staff where staff_id = $1 for update", here.staffId());
            for (int i = 0; i < 2; i++) {
                Map<String, String> body = Map.of("old_password", Staff.PASSWORD, "new_password", "pass phrase " + i);
                changes.add(callers.submit(() -> here.authorized().body(body).put("/chat/v1/console/password")));
            }
            awaitWaiting(tx, 2);
        });
        List<Integer> answers = new ArrayList<>();
        for (Future<Response> each : changes) {
            answers.add(each.get().statusCode());
        }
        callers.shutdown();
        answers.sort(null);
        assertEquals(List.of(204, 422), answers);
    }

    /** Until so many transactions wait for a lock. */
    private static void awaitWaiting(Tx tx, int many) {
        await().atMost(Duration.ofSeconds(45))
                .until(() -> tx.one("select count(distinct pid) as n from pg_locks where not granted")
                                .orElseThrow()
                                .getLong("n")
                        >= many);
    }
}
