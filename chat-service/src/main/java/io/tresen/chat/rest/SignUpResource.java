package io.tresen.chat.rest;

import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The console's sign-up: a business and its owner in one go. The owner signs in then; programs' secrets can wait. */
@Path("/chat/v1/console/sign-up")
public class SignUpResource {

    private final Registering registering;
    private final StaffMembers staff;
    private final Passwords passwords;
    private final Tries tries;
    private final IdempotencyKeys idempotency;
    private final BusinessClock clock;

    SignUpResource(
            Registering registering,
            StaffMembers staff,
            Passwords passwords,
            Tries tries,
            IdempotencyKeys idempotency,
            BusinessClock clock) {
        this.registering = registering;
        this.staff = staff;
        this.passwords = passwords;
        this.tries = tries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** A business and the person who registers it. */
    public record SignUp(
            String name,
            String handle,
            String country,
            String currency,
            String language,
            Boolean acceptedTerms,
            String email,
            String password,
            String displayName) {}

    /** What there is now. */
    public record SignedUp(
            UUID businessId, String handle, String chatUrl, UUID staffId, List<BusinessView.Step> checklist) {}

    @POST
    @KeyRequired
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Registered; sign in with e-mail and password",
            content = @Content(schema = @Schema(implementation = SignedUp.class)))
    @APIResponse(responseCode = "409", description = "handle-taken")
    @APIResponse(responseCode = "422", description = "invalid-fields, terms-not-accepted")
    @APIResponse(responseCode = "429", description = "Too many from this network address")
    public Response signUp(SignUp body, @Context HttpServerRequest request) {
        Registering.Wish wish = new Registering.Wish(
                body.name(), body.handle(), body.country(), body.currency(), body.language(), body.acceptedTerms());
        Fields fields = new Fields();
        Language language = registering.read(fields, wish);
        StaffFields.email(fields, "/email", body.email());
        StaffFields.name(fields, "/display_name", body.displayName());
        Passwords.check(fields, "/password", body.password());
        fields.check();
        registering.accepted(wish);
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get(); // registers nobody, so it counts for no rate
        }
        tries.signUp(request);
        String hash = passwords.hash(body.password());
        return idempotency.required(tx -> Answer.of(201, signUp(tx, body, wish, language, hash)));
    }

    private SignedUp signUp(Tx tx, SignUp body, Registering.Wish wish, Language language, String hash) {
        BusinessView business = registering.register(tx, wish, language);
        StaffMember owner = new StaffMember(
                business.businessId(),
                Ids.v7(),
                StaffMember.Role.OWNER,
                body.displayName(),
                body.email().strip(),
                clock.now());
        staff.add(tx, owner, hash);
        return new SignedUp(
                business.businessId(), business.handle(), business.chatUrl(), owner.id(), business.checklist());
    }
}
