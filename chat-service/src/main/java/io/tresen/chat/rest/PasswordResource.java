package io.tresen.chat.rest;

import io.tresen.chat.ChatRejection;
import io.tresen.chat.Email;
import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.chat.StaffSessions;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** One's own password. Whoever else is signed in by the old one is out. */
@Path("/chat/v1/console/password")
@Allowed(value = Role.BUSINESS, agents = true)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResource {

    private final StaffMembers staff;
    private final StaffSessions sessions;
    private final SessionDesk desk;
    private final Passwords passwords;
    private final Tries tries;
    private final Database database;
    private final Caller caller;

    PasswordResource(
            StaffMembers staff,
            StaffSessions sessions,
            SessionDesk desk,
            Passwords passwords,
            Tries tries,
            Database database,
            Caller caller) {
        this.staff = staff;
        this.sessions = sessions;
        this.desk = desk;
        this.passwords = passwords;
        this.tries = tries;
        this.database = database;
        this.caller = caller;
    }

    public record PasswordChange(String oldPassword, String newPassword) {}

    @PUT
    @APIResponse(responseCode = "204", description = "Changed; other sessions have ended")
    @APIResponse(responseCode = "403", description = "A program has no password")
    @APIResponse(responseCode = "422", description = "invalid-fields, wrong-password")
    @APIResponse(responseCode = "429", description = "Too many tries")
    public Response change(PasswordChange body, @Context HttpServerRequest request) {
        if (caller.token().staffRole() == null) {
            throw Problem.standard(403).exception();
        }
        Fields fields = new Fields();
        fields.required("/old_password", body.oldPassword());
        Passwords.check(fields, "/new_password", body.newPassword());
        fields.check();
        UUID businessId = caller.businessId();
        UUID me = caller.subject();
        StaffMember member = database.read(tx -> staff.find(tx, businessId, me))
                .orElseThrow(() -> Problem.unauthorized(true, "Nobody is here under this id")
                        .exception());
        String key = Email.key(member.email());
        tries.password(key, request);
        String now = database.read(tx -> staff.passwordHash(tx, businessId, me)).orElse(null);
        if (!passwords.matches(body.oldPassword(), now)) {
            throw ChatRejection.WRONG_PASSWORD.exception();
        }
        boolean alone =
                database.read(tx -> staff.accounts(tx, member.email(), null, 2)).size() == 1;
        tries.right(key, alone, request);
        String hash = passwords.hash(body.newPassword());
        database.run(tx -> {
            if (!staff.replacePassword(tx, businessId, me, now, hash)) {
                throw ChatRejection.WRONG_PASSWORD.exception();
            }
            UUID mine = sessions.sessionOf(tx, businessId, caller.tokenId());
            desk.refuse(tx, sessions.endAll(tx, Instant.now(), businessId, me, mine));
        });
        return Response.noContent().build();
    }
}
