package io.tresen.chat.rest;

import io.tresen.chat.PasswordResets;
import io.tresen.chat.StaffMembers;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** An owner, or the business's program, makes a link by which somebody who forgot their password sets another. */
@Path("/chat/v1/staff/{staff_id}/password-reset")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResetsResource {

    private final PasswordResets resets;
    private final StaffMembers staff;
    private final OwnerStill owner;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;

    PasswordResetsResource(
            PasswordResets resets,
            StaffMembers staff,
            OwnerStill owner,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.resets = resets;
        this.staff = staff;
        this.owner = owner;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
    }

    /** The link is told this once; its secret stands behind the #, so that no server's log ever has it. */
    public record ResetLink(String link, Instant expiresAt) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "201",
            description = "Made; the link before it opens nothing any more",
            content = @Content(schema = @Schema(implementation = ResetLink.class)))
    public Response make(@PathParam("staff_id") UUID staffId, @OptionalBody byte[] ignored) {
        return idempotency.optional(tx -> make(tx, staffId));
    }

    private Answer make(Tx tx, UUID staffId) {
        StaffMembers.lockBusiness(tx, caller.businessId()); // programs are not checked, which would lock it
        owner.check(tx);
        if (staff.hold(tx, caller.businessId(), staffId).isEmpty()) {
            throw Problem.notFound().exception();
        }
        Instant now = clock.now();
        String token = Secrets.fresh();
        resets.put(tx, now, caller.businessId(), staffId, caller.by(), token);
        ResetLink made = new ResetLink(origin + "/chat/console#/reset/" + token, now.plus(PasswordResets.LIFE));
        return Answer.of(201, made).keptSecret();
    }
}
