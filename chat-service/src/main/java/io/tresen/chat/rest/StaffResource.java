package io.tresen.chat.rest;

import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.chat.StaffSessions;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.StaffRole;
import io.tresen.messaging.time.BusinessClock;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The people of the calling business. Agents see their names, which histories give as ids, and nothing else of them. */
@Path("/chat/v1/staff")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StaffResource {

    private final StaffMembers staff;
    private final StaffSessions sessions;
    private final SessionDesk desk;
    private final OwnerStill owner;
    private final Passwords passwords;
    private final Tries tries;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    StaffResource(
            StaffMembers staff,
            StaffSessions sessions,
            SessionDesk desk,
            OwnerStill owner,
            Passwords passwords,
            Tries tries,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.staff = staff;
        this.sessions = sessions;
        this.desk = desk;
        this.owner = owner;
        this.passwords = passwords;
        this.tries = tries;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** {@code role}: owner for the first person of a business. */
    public record NewStaff(String email, String password, String displayName, String role) {}

    /** What is absent stays. */
    public record StaffChange(String displayName, String role) {}

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    public Page<StaffView> list() {
        boolean agent = caller.token().staffRole() == StaffRole.AGENT;
        List<StaffView> all = database.read(tx -> staff.all(tx, caller.businessId())).stream()
                .map(StaffView::of)
                .map(it -> agent && !it.staffId().equals(caller.subject()) ? it.withoutEmail() : it)
                .toList();
        return new Page<>(all, new Page.Paging(null));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Added; the first one is the owner",
            content = @Content(schema = @Schema(implementation = StaffView.class)))
    @APIResponse(responseCode = "409", description = "email-taken, too-many-staff")
    @APIResponse(responseCode = "422", description = "invalid-fields, first-is-owner")
    @APIResponse(responseCode = "429", description = "Too many from this network address")
    public Response add(NewStaff body, @Context HttpServerRequest request) {
        Fields fields = new Fields();
        StaffFields.email(fields, "/email", body.email());
        StaffFields.name(fields, "/display_name", body.displayName());
        Passwords.check(fields, "/password", body.password());
        StaffMember.Role role = fields.optionalWord("/role", body.role(), StaffMember.Role.class);
        fields.check();
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get(); // adds nobody, so it counts for no rate
        }
        tries.signUp(request);
        String hash = passwords.hash(body.password());
        return idempotency.optional(tx -> {
            owner.check(tx);
            StaffMember member = new StaffMember(
                    caller.businessId(),
                    Ids.v7(),
                    role == null ? StaffMember.Role.OWNER : role,
                    body.displayName(),
                    body.email().strip(),
                    clock.now());
            staff.add(tx, member, hash);
            return Answer.of(201, StaffView.of(member)).at("/chat/v1/staff");
        });
    }

    /** A changed role holds at once: tokens that may say another are revoked. */
    @PUT
    @Path("/{staff_id}")
    @APIResponse(responseCode = "409", description = "last-owner")
    public StaffView change(@PathParam("staff_id") UUID staffId, StaffChange body) {
        Fields fields = new Fields();
        StaffFields.optionalName(fields, "/display_name", body.displayName());
        StaffMember.Role role = fields.optionalWord("/role", body.role(), StaffMember.Role.class);
        fields.check();
        return database.inTransaction(tx -> {
            owner.check(tx);
            StaffMember changed = staff.change(tx, caller.businessId(), staffId, body.displayName(), role)
                    .orElseThrow(() -> Problem.notFound().exception());
            if (role != null) {
                desk.refuse(tx, sessions.revokeTokens(tx, Instant.now(), caller.businessId(), staffId));
            }
            return StaffView.of(changed);
        });
    }

    /** What they hold is refused everywhere within 5 s. */
    @DELETE
    @Path("/{staff_id}")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", description = "last-owner")
    public Response remove(@PathParam("staff_id") UUID staffId) {
        database.run(tx -> {
            owner.check(tx);
            if (!staff.remove(tx, clock.now(), caller.businessId(), staffId)) {
                throw Problem.notFound().exception();
            }
            desk.refuse(tx, sessions.endAll(tx, Instant.now(), caller.businessId(), staffId, null));
        });
        return Response.noContent().build();
    }
}
