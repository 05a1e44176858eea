package io.tresen.chat.rest;

import io.tresen.chat.AllowedOrigins;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Credentials;
import io.tresen.chat.WebOrigin;
import io.tresen.chat.assistant.Language;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The calling business's profile and credentials (INTERFACE 2). */
@Path("/chat/v1/business")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BusinessResource {

    private static final int TERMS = 700;

    private final Businesses businesses;
    private final AllowedOrigins allowedOrigins;
    private final Credentials credentials;
    private final SetUp setUp;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;
    private final boolean local;

    BusinessResource(
            Businesses businesses,
            AllowedOrigins allowedOrigins,
            Credentials credentials,
            SetUp setUp,
            Database database,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin,
            @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        this.businesses = businesses;
        this.allowedOrigins = allowedOrigins;
        this.credentials = credentials;
        this.setUp = setUp;
        this.database = database;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
        this.local = local;
    }

    /** Changes; what is absent stays. Country, currency and handle were fixed at registration. */
    public record Profile(
            @Schema(minLength = 1, maxLength = BusinessesResource.NAME) String name,
            String handle,
            String country,
            String currency,
            String language,
            @Schema(minLength = 1, maxLength = TERMS) String terms,
            List<String> allowedOrigins) {}

    /** A fresh secret. */
    public record ClientCredentials(UUID clientId, String clientSecret) {}

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @APIResponse(
            responseCode = "200",
            description = "The profile",
            content = @Content(schema = @Schema(implementation = BusinessView.class)))
    public Response read() {
        return database.read(tx -> answer(tx, businesses.get(tx, caller.businessId())));
    }

    @PUT
    @APIResponse(
            responseCode = "200",
            description = "The changed profile",
            content = @Content(schema = @Schema(implementation = BusinessView.class)))
    public Response change(@HeaderParam("If-Match") String ifMatch, Profile body) {
        Fields fields = new Fields();
        fields.optionalText("/name", body.name(), 1, BusinessesResource.NAME);
        fields.optionalText("/terms", body.terms(), 1, TERMS);
        Language language = fields.optionalWord("/language", body.language(), Language.class);
        origins(fields, body.allowedOrigins());
        fields.check();
        return database.inTransaction(tx -> {
            Business business = businesses.lock(tx, caller.businessId());
            ETags.honour(ifMatch, business.version());
            fixed(body.country(), business.country());
            fixed(body.currency(), business.currency());
            if (body.handle() != null && !body.handle().equals(business.handle())) {
                Fields handle = new Fields();
                handle.add("/handle", "must stay " + business.handle());
                handle.check();
            }
            if (body.allowedOrigins() != null) {
                allowedOrigins.set(tx, business.id(), body.allowedOrigins());
            }
            return answer(
                    tx,
                    businesses.rename(
                            tx,
                            clock.now(),
                            business,
                            body.name() == null ? business.name() : body.name(),
                            language == null ? business.language() : language,
                            body.terms() == null ? business.terms() : body.terms()));
        });
    }

    private void origins(Fields fields, List<String> origins) {
        if (fields.optionalList("/allowed_origins", origins, 0, WebOrigin.MOST) == null) {
            return;
        }
        for (int i = 0; i < origins.size(); i++) {
            if (!WebOrigin.fits(origins.get(i), local)) {
                fields.add("/allowed_origins/" + i, WebOrigin.CURE);
            }
        }
    }

    private static void fixed(String wished, String is) {
        if (wished != null && !wished.equals(is)) {
            throw ChatRejection.CURRENCY_FIXED.exception();
        }
    }

    private Response answer(Tx tx, Business business) {
        BusinessView view = BusinessView.of(
                business,
                credentials.clientOf(tx, business.id()),
                null,
                origin,
                allowedOrigins.of(tx, business.id()),
                setUp.look(tx, business));
        return Response.ok(view).header("ETag", ETags.of(business.version())).build();
    }

    /** A new secret; the old one is dead at once, tokens already issued live on. */
    @POST
    @Path("/credentials")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "201",
            description = "The new secret, told this once",
            content = @Content(schema = @Schema(implementation = ClientCredentials.class)))
    public Response rotate(@OptionalBody byte[] ignored) {
        return idempotency.optional(tx -> {
            String secret = Secrets.fresh();
            UUID clientId = credentials.rotate(tx, clock.now(), caller.businessId(), secret);
            return Answer.of(201, new ClientCredentials(clientId, secret)).keptSecret();
        });
    }
}
