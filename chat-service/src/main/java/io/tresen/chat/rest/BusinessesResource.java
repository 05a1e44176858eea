package io.tresen.chat.rest;

import io.tresen.chat.assistant.Language;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Registration of a business: open to everybody, answered once with its secret (INTERFACE 2). */
@Path("/chat/v1/businesses")
public class BusinessesResource {

    static final int NAME = Registering.NAME;

    private final Registering registering;
    private final IdempotencyKeys idempotency;

    BusinessesResource(Registering registering, IdempotencyKeys idempotency) {
        this.registering = registering;
        this.idempotency = idempotency;
    }

    /** What a new business says of itself. */
    public record Registration(
            @Schema(minLength = 1, maxLength = NAME) String name,
            String handle,
            String country,
            String currency,
            String language,
            Boolean acceptedTerms) {}

    @POST
    @KeyRequired
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Registered; the secret is told this once",
            content = @Content(schema = @Schema(implementation = BusinessView.class)))
    public Response register(Registration body) {
        Registering.Wish wish = new Registering.Wish(
                body.name(), body.handle(), body.country(), body.currency(), body.language(), body.acceptedTerms());
        Fields fields = new Fields();
        Language language = registering.read(fields, wish);
        fields.check();
        registering.accepted(wish);
        return idempotency.required(tx -> Answer.of(201, registering.register(tx, wish, language))
                .at("/chat/v1/business")
                .keptSecret());
    }
}
