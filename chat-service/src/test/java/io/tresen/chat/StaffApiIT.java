package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TokenRevoked;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** People of a business come in, are limited, are renewed and are thrown out. */
@QuarkusTest
class StaffApiIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    StaffInvitations invitations;

    @Inject
    BusinessClock clock;

    @Test
    void anOwnerSignsUpWithTheBusinessAndSignsIn() {
        String handle = Staff.handle();
        Staff owner = Staff.signUp(handle);
        owner.authorized().get("/chat/v1/business").then().statusCode(200).body("handle", equalTo(handle));
        owner.authorized()
                .get("/chat/v1/staff")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].role", equalTo("owner"))
                .body("data[0].email", equalTo(owner.email()));
        Staff.signingUp(handle, "another@example.org", Staff.PASSWORD).then().statusCode(409);
        boolean left = database.read(tx -> tx.one("select 1 from staff where email_key = 'another@example.org'")
                .isPresent());
        assertFalse(left);
    }

    @Test
    void theFirstPersonOfARegisteredBusinessIsItsOwner() {
        Api shop = Api.register("en");
        Map<String, String> agent =
                Map.of("email", "a@example.org", "password", Staff.PASSWORD, "display_name", "Ann", "role", "agent");
        shop.authorized()
                .body(agent)
                .post("/chat/v1/staff")
                .then()
                .statusCode(422)
                .body("type", endsWith("/first-is-owner"));
        shop.authorized()
                .body(Map.of("email", "o@example.org", "password", Staff.PASSWORD, "display_name", "Olga"))
                .post("/chat/v1/staff")
                .then()
                .statusCode(201)
                .body("role", equalTo("owner"));
        shop.authorized().body(agent).post("/chat/v1/staff").then().statusCode(201);
        shop.authorized()
                .body(agent)
                .post("/chat/v1/staff")
                .then()
                .statusCode(409)
                .body("type", endsWith("/email-taken"));
    }

    @Test
    void aPasswordOfMoreThan72BytesIsRefusedAndNeverCut() {
        String owner = "o@" + Staff.handle() + ".example";
        String long73 = "é".repeat(36) + "x"; // 37 characters
        Staff.signingUp(Staff.handle(), owner, long73)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/password"));
        Staff.signingUp(Staff.handle(), owner, "ninechars").then().statusCode(422);
        Staff.signingUp(Staff.handle(), owner, "x".repeat(72)).then().statusCode(201);
        Staff.signingIn(owner, "x".repeat(73)).then().statusCode(401);
        Staff.signingIn(owner, "x".repeat(72)).then().statusCode(200);
        String kept = database.read(tx -> tx.one("select password_hash from staff where email_key = $1", owner))
                .orElseThrow()
                .getString("password_hash");
        assertTrue(kept.startsWith("$2"), kept);
    }

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
    void anInvitationLetsOnePersonInOnceAndNotAfterSevenDays() {
        Staff owner = Staff.signUp(Staff.handle());
        Response invited = owner.authorized()
                .body(Map.of("email", "ann@example.org", "role", "agent", "display_name", "Ann"))
                .post("/chat/v1/staff/invitations");
        invited.then().statusCode(201).body("by.kind", equalTo("staff"));
        String link = invited.path("link");
        owner.authorized()
                .get("/chat/v1/staff/invitations")
                .then()
                .body("data", hasSize(1))
                .body("data[0].link", nullValue());
        Staff.accepting(link, "short").then().statusCode(422);
        Staff.accepting(link, Staff.PASSWORD).then().statusCode(201).body("role", equalTo("agent"));
        Staff.accepting(link, "another password").then().statusCode(404);
        owner.authorized().get("/chat/v1/staff/invitations").then().body("data", hasSize(0));
        owner.authorized()
                .body(Map.of("email", "Ann@Example.org", "role", "agent", "display_name", "Ann"))
                .post("/chat/v1/staff/invitations")
                .then()
                .statusCode(409);

        String late = owner.authorized()
                .body(Map.of("email", "bob@example.org", "role", "agent", "display_name", "Bob"))
                .post("/chat/v1/staff/invitations")
                .path("link");
        database.run(tx -> tx.update(
                "update staff_invitation set expires_at = expires_at - interval '7 days' where email_key = $1"
                        + " and business_id = (select business_id from staff where staff_id = $2)",
                "bob@example.org",
                owner.staffId()));
        Staff.accepting(late, Staff.PASSWORD).then().statusCode(404);
        byte[] kept = database.read(
                        tx -> tx.one("select token_hash from staff_invitation where email_key = 'bob@example.org'"
                                + " order by invited_at desc limit 1"))
                .map(row -> io.tresen.messaging.db.Columns.bytes(row, "token_hash"))
                .orElseThrow();
        assertArrayEquals(SecretHash.of(late.substring(late.lastIndexOf('/') + 1)), kept);
    }

    @Test
    void whoIsRemovedIsOutEverywhereWithinFiveSeconds() {
        Staff owner = Staff.signUp(Staff.handle());
        Staff ann = owner.agent("ann");
        String renewed = Staff.renewing(ann.cookie()).path("token");
        ann.authorized().get("/chat/v1/conversations").then().statusCode(200);
        owner.authorized().delete("/chat/v1/staff/" + ann.staffId()).then().statusCode(204);
        long since = System.nanoTime();
        for (String token : List.of(ann.token(), renewed)) {
            given().auth().oauth2(token).get("/chat/v1/conversations").then().statusCode(401);
            UUID id = UUID.fromString(io.restassured.path.json.JsonPath.from(
                            new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1])))
                    .getString("jti"));
            await().atMost(Duration.ofSeconds(5)).until(() -> !neighbours
                    .heard(Topics.CHAT_TOKEN, id, TokenRevoked.class)
                    .isEmpty());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - since).toSeconds() < 5);
        Staff.signingIn(ann.email(), Staff.PASSWORD).then().statusCode(401);
        owner.authorized().delete("/chat/v1/staff/" + ann.staffId()).then().statusCode(404);
        owner.authorized()
                .delete("/chat/v1/staff/" + owner.staffId())
                .then()
                .statusCode(409)
                .body("type", endsWith("/last-owner"));
        Staff other = Staff.signUp(Staff.handle());
        other.authorized().delete("/chat/v1/staff/" + owner.staffId()).then().statusCode(404);
    }

    @Test
    void aChangedRoleHoldsAtOnce() {
        Staff owner = Staff.signUp(Staff.handle());
        Staff ann = owner.agent("ann");
        ann.authorized().get("/chat/v1/staff/invitations").then().statusCode(403);
        owner.authorized()
                .body(Map.of("role", "owner"))
                .put("/chat/v1/staff/" + ann.staffId())
                .then()
                .statusCode(200);
        ann.authorized().get("/chat/v1/conversations").then().statusCode(401);
        Response renewed = Staff.renewing(ann.cookie());
        renewed.then().statusCode(200).body("staff.role", equalTo("owner"));
        given().auth()
                .oauth2(renewed.path("token"))
                .get("/chat/v1/staff/invitations")
                .then()
                .statusCode(200);
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
        await().atMost(Duration.ofSeconds(10))
                .until(() -> tx.one("select count(distinct pid) as n from pg_locks where not granted")
                                .orElseThrow()
                                .getLong("n")
                        >= many);
    }

    @Test
    void whoIsRemovedOrBecomesAnAgentTakesTheirOpenInvitationsAlong() {
        Staff owner = Staff.signUp(Staff.handle());
        for (boolean removed : new boolean[] {true, false}) {
            Staff agent = owner.agent("ann");
            String path = "/chat/v1/staff/" + agent.staffId();
            owner.authorized().body("{\"role\": \"owner\"}").put(path).then().statusCode(200);
            Staff ann = Staff.signIn(agent.email(), Staff.PASSWORD);
            String link = ann.inviting("ann-again@example.org", "owner").path("link");
            Response thrownOut = removed
                    ? owner.authorized().delete(path)
                    : owner.authorized().body("{\"role\": \"agent\"}").put(path);
            thrownOut.then().statusCode(removed ? 204 : 200);
            Staff.accepting(link, Staff.PASSWORD).then().statusCode(404);
            owner.authorized().get("/chat/v1/staff/invitations").then().body("data", hasSize(0));
        }
    }

    /** As on a replica that has not heard of the revocation yet. */
    @Test
    void aTokenThatOutlivesItsOwnersRoleLetsNobodyIn() {
        Staff owner = Staff.signUp(Staff.handle());
        for (String end : List.of("role = 'agent'", "removed_at = now()")) {
            Staff ann = owner.agent("ann");
            owner.authorized()
                    .body("{\"role\": \"owner\"}")
                    .put("/chat/v1/staff/" + ann.staffId())
                    .then()
                    .statusCode(200);
            Staff still = Staff.signIn(ann.email(), Staff.PASSWORD);
            database.run(tx -> tx.update("update staff set " + end + " where staff_id = $1", ann.staffId()));
            still.inviting("friend@example.org", "owner").then().statusCode(403);
            still.authorized()
                    .header("X-Forwarded-For", Staff.address())
                    .body(Map.of("email", "friend@example.org", "password", Staff.PASSWORD, "display_name", "Friend"))
                    .post("/chat/v1/staff")
                    .then()
                    .statusCode(403);
            still.authorized()
                    .delete("/chat/v1/staff/" + owner.staffId())
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void aBusinessHasHundredPeopleAndHundredOpenInvitationsAtMost() {
        Staff owner = Staff.signUp(Staff.handle());
        database.run(tx -> {
            tx.update(
                    "insert into staff (business_id, staff_id, role, display_name, email, email_key, password_hash, joined_at)"
                            + " select business_id, gen_random_uuid(), 'agent', 'Ann', n || '@example.org', n || '@example.org',"
                            + " 'none', joined_at from staff, generate_series(1, 98) as n where staff_id = $1",
                    owner.staffId());
            tx.update(
                    "insert into staff_invitation (business_id, invitation_id, role, display_name, email, email_key,"
                            + " token_hash, by_kind, invited_at, expires_at) select business_id, gen_random_uuid(), 'agent',"
                            + " 'Ann', n || '@example.com', n || '@example.com', uuid_send(gen_random_uuid()), 'app', joined_at,"
                            + " joined_at + interval '7 days' from staff, generate_series(1, 98) as n where staff_id = $1",
                    owner.staffId());
        });
        String link = owner.inviting("hundredth@example.org", "agent").path("link");
        String another = owner.inviting("one-more@example.org", "agent").path("link");
        owner.inviting("too-many@example.org", "agent")
                .then()
                .statusCode(409)
                .body("type", endsWith("/too-many-invitations"));
        Response open = owner.authorized().get("/chat/v1/staff/invitations");
        open.then().body("data", hasSize(100));
        Staff.accepting(link, Staff.PASSWORD).then().statusCode(201);
        owner.authorized().get("/chat/v1/staff").then().body("data", hasSize(100));
        Staff.accepting(another, Staff.PASSWORD).then().statusCode(409).body("type", endsWith("/too-many-staff"));
    }

    @Test
    void anInvitationThatIsOverIsForgotten() {
        Staff owner = Staff.signUp(Staff.handle());
        owner.inviting("late@example.org", "agent").then().statusCode(201);
        owner.inviting("open@example.org", "agent").then().statusCode(201);
        database.run(tx -> {
            tx.update(
                    "update staff_invitation set expires_at = expires_at - interval '7 days'"
                            + " where email = 'late@example.org' and by_id = $1",
                    owner.staffId());
            invitations.forgetEnded(tx, clock.now());
            assertEquals(
                    List.of("open@example.org"),
                    tx.list("select email from staff_invitation where by_id = $1", owner.staffId()).stream()
                            .map(row -> row.getString("email"))
                            .toList());
        });
    }

    @Test
    void somebodyWhoWorksForTwoBusinessesNamesOne() {
        String email = "both-" + UUID.randomUUID() + "@example.org";
        String one = Staff.handle();
        String two = Staff.handle();
        Staff.signingUp(one, email, Staff.PASSWORD).then().statusCode(201);
        Staff.signingUp(two, email, Staff.PASSWORD).then().statusCode(201);
        Staff.signingIn(email, Staff.PASSWORD)
                .then()
                .statusCode(409)
                .body("type", endsWith("/which-business"))
                .body("handles", hasSize(2));
        given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", Staff.address())
                .body(Map.of("email", email, "password", Staff.PASSWORD, "handle", two))
                .post("/chat/v1/console/session")
                .then()
                .statusCode(200)
                .body("business.handle", equalTo(two));
    }
}
