package io.tresen.chat;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invitations let one person in, once, and for a while. */
@QuarkusTest
class InvitationsIT extends OnEngines {

    @Inject
    Database database;

    @Inject
    StaffInvitations invitations;

    @Inject
    BusinessClock clock;

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
}
