package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who forgot their password sets another by a link that an owner made. */
@QuarkusTest
class PasswordResetIT extends OnEngines {

    private static final String NEW = "another good password";

    @Inject
    Database database;

    @Test
    void anOwnersLinkSetsANewPasswordOnceAndEndsWhatTheOldOneOpened() {
        Staff owner = Staff.signUp(Staff.handle());
        Staff ann = owner.agent("ann");
        String first = making(owner, ann).then().statusCode(201).extract().path("link");
        String link = making(owner, ann)
                .then()
                .statusCode(201)
                .body("expires_at", notNullValue())
                .extract()
                .path("link");
        setting(first, NEW).then().statusCode(404);
        setting(link, "short").then().statusCode(422);
        setting(link, NEW).then().statusCode(204);
        setting(link, NEW).then().statusCode(404);
        Staff.renewing(ann.cookie()).then().statusCode(401);
        Staff.signingIn(ann.email(), Staff.PASSWORD).then().statusCode(401);
        Staff.signIn(ann.email(), NEW);
    }

    @Test
    void aLinkIsWorthNothingAfterADayOrOnceItsMakerIsNoOwnerAnyMore() {
        Staff owner = Staff.signUp(Staff.handle());
        Staff ann = owner.agent("ann");
        String over = making(owner, ann).path("link");
        database.run(tx -> tx.update(
                "update password_reset set expires_at = expires_at - interval '1 day' where staff_id = $1",
                ann.staffId()));
        setting(over, NEW).then().statusCode(404);

        Staff other = owner.agent("otto");
        owner.authorized().body("{\"role\": \"owner\"}").put("/chat/v1/staff/" + other.staffId());
        Staff otto = Staff.signIn(other.email(), Staff.PASSWORD);
        String withdrawn = making(otto, ann).then().statusCode(201).extract().path("link");
        owner.authorized()
                .body("{\"role\": \"agent\"}")
                .put("/chat/v1/staff/" + otto.staffId())
                .then()
                .statusCode(200);
        setting(withdrawn, NEW).then().statusCode(404);
        String gone = making(owner, ann).path("link");
        owner.authorized().delete("/chat/v1/staff/" + ann.staffId()).then().statusCode(204);
        setting(gone, NEW).then().statusCode(404);
        making(owner, ann).then().statusCode(404);
        making(Staff.signUp(Staff.handle()), otto).then().statusCode(404);
    }

    @Test
    void aRepeatUnderTheSameKeyIsTheSameAnswer() {
        Staff owner = Staff.signUp(Staff.handle());
        Staff ann = owner.agent("ann");
        String link = making(owner, ann).path("link");
        String key = UUID.randomUUID().toString();
        setting(link, NEW, key).then().statusCode(204);
        setting(link, NEW, key).then().statusCode(204).header("Idempotency-Replayed", "true");
        setting(link, "a third good password", key).then().statusCode(422);
        Staff.signIn(ann.email(), NEW);
    }

    @Test
    void aProgramsLinkWaitsForWhoeverChangesThePeopleAndNeverTheOtherWayRound() throws Exception {
        Api shop = Api.register("en");
        String staffId = shop.authorized()
                .body(Map.of("email", "o@example.org", "password", Staff.PASSWORD, "display_name", "Olga"))
                .post("/chat/v1/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("staff_id");
        ExecutorService program = Executors.newSingleThreadExecutor();
        Future<Response> made = database.inTransaction(tx -> {
            tx.query("select 1 from business where business_id = $1 for no key update", shop.businessId());
            int here = tx.one("select pg_backend_pid() as pid").orElseThrow().getInteger("pid");
            Future<Response> making =
                    program.submit(() -> shop.authorized().post("/chat/v1/staff/" + staffId + "/password-reset"));
            await().atMost(Duration.ofSeconds(8)).until(() -> database.read(tx2 ->
                            tx2.one("select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))", here))
                    .isPresent());
            tx.update("update staff set display_name = 'Olga O.' where staff_id = $1", UUID.fromString(staffId));
            return making;
        });
        made.get().then().statusCode(201);
        program.shutdown();
    }

    private static Response making(Staff by, Staff of) {
        return by.authorized().post("/chat/v1/staff/" + of.staffId() + "/password-reset");
    }

    private static Response setting(String link, String password) {
        return setting(link, password, UUID.randomUUID().toString());
    }

    private static Response setting(String link, String password, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .header("X-Forwarded-For", Staff.address())
                .body(Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", password))
                .post("/chat/v1/console/password-reset");
    }
}
