package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TokenRevoked;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is removed, or becomes somebody else here, is so at once and everywhere. */
@QuarkusTest
class StaffRolesIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Inject
    StaffInvitations invitations;

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
}
