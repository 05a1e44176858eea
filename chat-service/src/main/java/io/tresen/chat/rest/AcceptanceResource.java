package io.tresen.chat.rest;

import io.tresen.chat.Businesses;
import io.tresen.chat.StaffInvitations;
import io.tresen.chat.StaffInvitations.Invitation;
import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes an invitation up: who has the link sets a password and signs in with it. */
@Path("/chat/v1/console/invitations")
public class AcceptanceResource {

    private static final int TOKEN = 100;

    private final StaffInvitations invitations;
    private final StaffMembers staff;
    private final Businesses businesses;
    private final Passwords passwords;
    private final Tries tries;
    private final IdempotencyKeys idempotency;
    private final BusinessClock clock;

    AcceptanceResource(
            StaffInvitations invitations,
            StaffMembers staff,
            Businesses businesses,
            Passwords passwords,
            Tries tries,
            IdempotencyKeys idempotency,
            BusinessClock clock) {
        this.invitations = invitations;
        this.staff = staff;
        this.businesses = businesses;
        this.passwords = passwords;
        this.tries = tries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** {@code token} of the link; {@code display_name} null leaves the invitation's. */
    public record Acceptance(String token, String password, String displayName) {}

    /** Who they are here. */
    public record Accepted(UUID staffId, String email, StaffMember.Role role, String displayName, String handle) {}

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Accepted; sign in with e-mail and password",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "404", description = "The link was used, is over, was withdrawn or never was")
    @APIResponse(responseCode = "409", description = "email-taken: they came in by another way; too-many-staff")
    @APIResponse(responseCode = "429", description = "Too many tries from this network address")
    public Response accept(Acceptance body, @Context HttpServerRequest request) {
        Fields fields = new Fields();
        fields.text("/token", body.token(), 1, TOKEN);
        StaffFields.optionalName(fields, "/display_name", body.displayName());
        Passwords.check(fields, "/password", body.password());
        fields.check();
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get(); // lets nobody in, so it counts for no rate
        }
        tries.signUp(request);
        String hash = passwords.hash(body.password());
        return idempotency.optional(tx -> Answer.of(201, accept(tx, body, hash)));
    }

    private Accepted accept(Tx tx, Acceptance body, String hash) {
        Instant now = clock.now();
        Invitation invitation = invitations.accept(tx, now, body.token()).orElseThrow(() -> Problem.notFound()
                .exception());
        StaffMember member = new StaffMember(
                invitation.businessId(),
                Ids.v7(),
                invitation.role(),
                body.displayName() == null ? invitation.displayName() : body.displayName(),
                invitation.email(),
                now);
        staff.add(tx, member, hash);
        return new Accepted(
                member.id(),
                member.email(),
                member.role(),
                member.displayName(),
                businesses.get(tx, member.businessId()).handle());
    }
}
