package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People of a business: who comes in, how many, and for whom they work. */
@QuarkusTest
class StaffApiIT extends OnEngines {

    @Inject
    Database database;

    @Inject
    StaffInvitations invitations;

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
