package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.Conversations;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.rest.Tokens;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Renews a shopper's token with one that expired less than 90 days ago; therefore public, and checked here. */
@Path("/chat/v1/conversations/{id}/token")
public class ConversationTokenResource {

    private final Tokens tokens;
    private final TokenIssuer issuer;
    private final Businesses businesses;
    private final Conversations conversations;
    private final IdempotencyKeys idempotency;

    ConversationTokenResource(
            Tokens tokens,
            TokenIssuer issuer,
            Businesses businesses,
            Conversations conversations,
            IdempotencyKeys idempotency) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.businesses = businesses;
        this.conversations = conversations;
        this.idempotency = idempotency;
    }

    /** The new token; {@code expires_in} in seconds. */
    public record Renewed(String token, long expiresIn) {}

    @POST
    @Public
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Renewed",
            content = @Content(schema = @Schema(implementation = Renewed.class)))
    public Response renew(
            @PathParam("id") UUID id,
            @HeaderParam("Authorization") String authorization,
            @OptionalBody byte[] ignored) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.unauthorized(false, null).exception();
        }
        Token old = tokens.verify(authorization.substring(7).trim(), TokenIssuer.RENEWABLE);
        if (old.role() != Role.SHOPPER) {
            throw Problem.standard(403).exception();
        }
        if (!id.equals(old.conversationId())) {
            throw Problem.notFound().exception();
        }
        return idempotency.optional(tx -> {
            conversations.shopperOf(tx, old.businessId(), id).orElseThrow(() -> Problem.notFound()
                    .exception());
            Business business = businesses.get(tx, old.businessId());
            String token = issuer.shopper(business, old.subject(), id);
            return Answer.of(201, new Renewed(token, TokenIssuer.SHOPPER.toSeconds()))
                    .keptSecret();
        });
    }
}
