package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.StaffInvitations;
import io.tresen.chat.StaffInvitations.Invitation;
import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/** Invites people by a link that lets one of them in, once. Whoever invites passes the link on. */
@Path("/chat/v1/staff/invitations")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InvitationsResource {

    private final StaffInvitations invitations;
    private final StaffMembers staff;
    private final OwnerStill owner;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;

    InvitationsResource(
            StaffInvitations invitations,
            StaffMembers staff,
            OwnerStill owner,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.invitations = invitations;
        this.staff = staff;
        this.owner = owner;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
    }

    /** Whom to invite. */
    public record InvitationRequest(String email, String role, String displayName) {}

    /** The link is told this once; its secret stands behind the #, so that no server's log ever has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InvitationView(
            UUID invitationId,
            String email,
            StaffMember.Role role,
            String displayName,
            By by,
            Instant invitedAt,
            Instant expiresAt,
            String link) {

        static InvitationView of(Invitation it, String link) {
            return new InvitationView(
                    it.id(), it.email(), it.role(), it.displayName(), it.by(), it.invitedAt(), it.expiresAt(), link);
        }
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Invited; the link is told this once",
            content = @Content(schema = @Schema(implementation = InvitationView.class)))
    @APIResponse(responseCode = "409", description = "email-taken: they are here already; too-many-invitations")
    public Response invite(InvitationRequest body) {
        Fields fields = new Fields();
        StaffFields.email(fields, "/email", body.email());
        StaffFields.name(fields, "/display_name", body.displayName());
        StaffMember.Role role = fields.word("/role", body.role(), StaffMember.Role.class);
        fields.check();
        return idempotency.optional(tx -> invite(tx, body, role));
    }

    private Answer invite(Tx tx, InvitationRequest body, StaffMember.Role role) {
        owner.check(tx);
        if (staff.hasEmail(tx, caller.businessId(), body.email())) {
            throw ChatRejection.EMAIL_TAKEN.exception();
        }
        String token = Secrets.fresh();
        Instant now = clock.now();
        Invitation invitation = new Invitation(
                caller.businessId(),
                Ids.v7(),
                role,
                body.displayName(),
                body.email().strip(),
                caller.by(),
                now,
                now.plus(StaffInvitations.LIFE));
        invitations.add(tx, invitation, token);
        return Answer.of(201, InvitationView.of(invitation, origin + "/chat/console#/invitation/" + token))
                .keptSecret();
    }

    /** Those that nobody has used yet. */
    @GET
    public Page<InvitationView> list() {
        return new Page<>(
                database.read(tx -> invitations.open(tx, clock.now(), caller.businessId())).stream()
                        .map(it -> InvitationView.of(it, null))
                        .toList(),
                new Page.Paging(null));
    }

    @DELETE
    @Path("/{invitation_id}")
    @APIResponse(responseCode = "204", description = "The link lets nobody in any more")
    public Response withdraw(@PathParam("invitation_id") UUID invitationId) {
        if (!database.inTransaction(tx -> invitations.withdraw(tx, caller.businessId(), invitationId))) {
            throw Problem.notFound().exception();
        }
        return Response.noContent().build();
    }
}
