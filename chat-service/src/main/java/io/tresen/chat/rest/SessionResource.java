package io.tresen.chat.rest;

import io.tresen.chat.Businesses;
import io.tresen.chat.Email;
import io.tresen.chat.StaffMember;
import io.tresen.chat.StaffMembers;
import io.tresen.chat.StaffSessions;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Signs people in, renews what they have, signs them out. A token endpoint: a repeated POST begins another session, whatever
 * Idempotency-Key it has.
 */
@Path(SessionCookie.PATH)
@Public
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    /** So many are compared; who works for more businesses under one e-mail names one. */
    private static final int MOST_ACCOUNTS = 5;

    private final StaffMembers staff;
    private final StaffSessions sessions;
    private final Businesses businesses;
    private final SessionDesk desk;
    private final Passwords passwords;
    private final Tries tries;
    private final Database database;
    private final Caller caller;
    private final boolean local;

    SessionResource(
            StaffMembers staff,
            StaffSessions sessions,
            Businesses businesses,
            SessionDesk desk,
            Passwords passwords,
            Tries tries,
            Database database,
            Caller caller,
            @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        this.staff = staff;
        this.sessions = sessions;
        this.businesses = businesses;
        this.desk = desk;
        this.passwords = passwords;
        this.tries = tries;
        this.database = database;
        this.caller = caller;
        this.local = local;
    }

    /** {@code handle}: of the business, for those who work for several. */
    public record SignIn(String email, String password, String handle) {}

    private record Opened(SessionCookie cookie, SessionDesk.SessionView view) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "Signed in; a cookie renews it",
            content = @Content(schema = @Schema(implementation = SessionDesk.SessionView.class)))
    @APIResponse(responseCode = "401", description = "sign-in-refused: e-mail and password do not belong together")
    @APIResponse(responseCode = "409", description = "which-business: choose one of handles")
    @APIResponse(responseCode = "429", description = "Too many tries; Retry-After says when")
    public Response signIn(SignIn body, @Context HttpServerRequest request) {
        Fields fields = new Fields();
        fields.text("/email", body.email(), 1, Email.LONGEST);
        fields.required("/password", body.password());
        fields.check();
        String key = Email.key(body.email());
        tries.password(key, request);
        List<StaffMembers.Account> known = known(body);
        if (known.isEmpty()) {
            throw refused();
        }
        tries.right(key, known.size() == accounts(body.email(), null).size(), request);
        if (known.size() > 1) {
            throw whichBusiness(known);
        }
        return signedIn(known.get(0));
    }

    /** Whom e-mail and password belong to; one comparison at least, whether the e-mail is known or not. */
    private List<StaffMembers.Account> known(SignIn body) {
        List<StaffMembers.Account> accounts = accounts(body.email(), body.handle()).stream()
                .limit(MOST_ACCOUNTS)
                .toList();
        if (accounts.isEmpty()) {
            passwords.matches(body.password(), null);
        }
        return accounts.stream()
                .filter(it -> passwords.matches(body.password(), it.passwordHash()))
                .toList();
    }

    /** One more than are compared, so that "all of them" is known to be all. */
    private List<StaffMembers.Account> accounts(String email, String handle) {
        return database.read(tx -> staff.accounts(tx, email, handle, MOST_ACCOUNTS + 1));
    }

    private Response signedIn(StaffMembers.Account account) {
        StaffMember member = account.member();
        StaffSessions.Session session = new StaffSessions.Session(Ids.v7(), member.businessId(), member.id());
        SessionCookie cookie = new SessionCookie(session.id(), Secrets.fresh());
        SessionDesk.SessionView view = database.inTransaction(tx -> {
            StaffMember held = staff.hold(tx, member.businessId(), member.id()).orElseThrow(SessionResource::refused);
            // changed since it was compared: whoever has the old one comes too late
            staff.passwordHash(tx, member.businessId(), member.id())
                    .filter(account.passwordHash()::equals)
                    .orElseThrow(SessionResource::refused);
            sessions.begin(tx, Instant.now(), session, cookie.secret());
            return desk.give(tx, session, held);
        });
        return answer(new Opened(cookie, view));
    }

    @PUT
    @APIResponse(
            responseCode = "200",
            description = "Renewed; the cookie's secret is spent and the next one set",
            content = @Content(schema = @Schema(implementation = SessionDesk.SessionView.class)))
    @APIResponse(responseCode = "401", description = "session-ended: sign in again")
    public Response renew(@Parameter(hidden = true) @CookieParam(SessionCookie.NAME) String value) {
        SessionCookie cookie = SessionCookie.read(value);
        // what is revoked along the way stays so: the refusal comes behind the commit
        return Optional.ofNullable(cookie)
                .flatMap(it -> database.inTransaction(tx -> renewed(tx, it)))
                .map(this::answer)
                .orElseThrow(this::ended);
    }

    private Optional<Opened> renewed(Tx tx, SessionCookie cookie) {
        String next = Secrets.fresh();
        Optional<StaffMember> member = sessions.find(tx, cookie.sessionId())
                .flatMap(session -> staff.hold(tx, session.businessId(), session.staffId()));
        if (member.isEmpty()) {
            return Optional.empty();
        }
        StaffSessions.Renewal renewal = sessions.renew(tx, Instant.now(), cookie.sessionId(), cookie.secret(), next);
        desk.refuse(tx, renewal.revoked());
        return renewal.session()
                .map(session ->
                        new Opened(new SessionCookie(session.id(), next), desk.give(tx, session, member.get())));
    }

    /** Ends the session of the cookie, and that of a bearer token where one is shown: both are refused from now on. */
    @DELETE
    @APIResponse(responseCode = "204", description = "Signed out, whoever it was")
    public Response signOut(@Parameter(hidden = true) @CookieParam(SessionCookie.NAME) String value) {
        SessionCookie cookie = SessionCookie.read(value);
        database.run(tx -> {
            if (cookie != null) {
                desk.refuse(tx, sessions.endByCookie(tx, Instant.now(), cookie.sessionId(), cookie.secret()));
            }
            caller.known()
                    .filter(token -> token.staffRole() != null)
                    .ifPresent(token ->
                            desk.refuse(tx, sessions.endByToken(tx, Instant.now(), token.businessId(), token.id())));
        });
        return Response.noContent().cookie(SessionCookie.clear(local)).build();
    }

    private Response answer(Opened opened) {
        return Response.ok(opened.view())
                .cookie(opened.cookie().set(local))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static RejectedException refused() {
        return Problem.of("sign-in-refused", 401, "E-mail and password do not belong together")
                .header("WWW-Authenticate", "Bearer")
                .exception();
    }

    private RejectedException ended() {
        return Problem.of("session-ended", 401, "Nobody is signed in here")
                .header("WWW-Authenticate", "Bearer")
                .exception();
    }

    private RejectedException whichBusiness(List<StaffMembers.Account> known) {
        List<String> handles = database.read(tx -> known.stream()
                .map(it -> businesses.get(tx, it.member().businessId()).handle())
                .toList());
        return Problem.of("which-business", 409, "Several businesses have this person")
                .with("handles", handles)
                .exception();
    }
}
