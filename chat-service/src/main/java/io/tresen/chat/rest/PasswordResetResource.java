package io.tresen.chat.rest;

import io.tresen.chat.PasswordResets;
import io.tresen.chat.StaffMembers;
import io.tresen.chat.StaffSessions;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes a link up that an owner made: who has it sets a new password, and whoever is signed in by the old one is out. */
@Path("/chat/v1/console/password-reset")
public class PasswordResetResource {

    private static final int TOKEN = 100;

    private final PasswordResets resets;
    private final StaffMembers staff;
    private final StaffSessions sessions;
    private final SessionDesk desk;
    private final Passwords passwords;
    private final Tries tries;
    private final IdempotencyKeys idempotency;
    private final BusinessClock clock;

    PasswordResetResource(
            PasswordResets resets,
            StaffMembers staff,
            StaffSessions sessions,
            SessionDesk desk,
            Passwords passwords,
            Tries tries,
            IdempotencyKeys idempotency,
            BusinessClock clock) {
        this.resets = resets;
        this.staff = staff;
        this.sessions = sessions;
        this.desk = desk;
        this.passwords = passwords;
        this.tries = tries;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** {@code token} of the link. */
    public record NewPassword(String token, String password) {}

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Set; sign in with it")
    @APIResponse(responseCode = "404", description = "The link was used, is over, was replaced or never was")
    @APIResponse(responseCode = "429", description = "Too many tries from this network address")
    public Response set(NewPassword body, @Context HttpServerRequest request) {
        Fields fields = new Fields();
        fields.text("/token", body.token(), 1, TOKEN);
        Passwords.check(fields, "/password", body.password());
        fields.check();
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get();
        }
        tries.signUp(request);
        String hash = passwords.hash(body.password());
        return idempotency.optional(tx -> {
            set(tx, body.token(), hash);
            return Answer.of(204, null);
        });
    }

    private void set(Tx tx, String token, String hash) {
        PasswordResets.Person person = resets.take(tx, clock.now(), token)
                .orElseThrow(() -> Problem.notFound().exception());
        UUID businessId = person.businessId();
        Optional<String> old = staff.passwordHash(tx, businessId, person.staffId());
        if (old.isEmpty() || !staff.replacePassword(tx, businessId, person.staffId(), old.get(), hash)) {
            throw Problem.notFound().exception(); // they were removed
        }
        desk.refuse(tx, sessions.endAll(tx, Instant.now(), businessId, person.staffId(), null));
    }
}
