package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.Opening;
import io.tresen.chat.Shopper;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.time.BusinessClock;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Opens a conversation with a shop: no sign-up (INTERFACE 3). */
@Path("/chat/v1/shops/{handle}/conversations")
public class ShopConversationsResource {

    static final int LOCALE = 35;

    private final Businesses businesses;
    private final Opening opening;
    private final TokenIssuer issuer;
    private final Tries tries;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;

    ShopConversationsResource(
            Businesses businesses,
            Opening opening,
            TokenIssuer issuer,
            Tries tries,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock) {
        this.businesses = businesses;
        this.opening = opening;
        this.issuer = issuer;
        this.tries = tries;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** What a shopper may say of themselves; {@code referral}: where they came from, any JSON object. */
    public record Opened(
            @Schema(minLength = 1, maxLength = BusinessesResource.NAME) String displayName,
            @Schema(minLength = 1, maxLength = LOCALE) String locale,
            JsonNode referral) {}

    /** The new conversation with its token; {@code expires_in} in seconds. */
    public record ConversationView(
            UUID conversationId,
            UUID shopperId,
            String waId,
            String token,
            long expiresIn,
            String termsVersion,
            boolean consentGiven) {}

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "429", description = "Too many were opened from this network address")
    public Response open(
            @PathParam("handle") String handle, @OptionalBody Opened body, @Context HttpServerRequest request) {
        Opened said = body == null ? new Opened(null, null, null) : body;
        Fields fields = new Fields();
        fields.optionalText("/display_name", said.displayName(), 1, BusinessesResource.NAME);
        fields.optionalText("/locale", said.locale(), 1, LOCALE);
        if (said.referral() != null && !said.referral().isObject()) {
            fields.add("/referral", "must be an object");
        }
        fields.check();
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get(); // opens nothing, so it counts for no rate
        }
        tries.opening(request);
        return idempotency.optional(tx -> open(tx, handle, said));
    }

    private Answer open(Tx tx, String handle, Opened said) {
        Business business = businesses.byHandle(tx, handle).orElseThrow(() -> Problem.notFound()
                .exception());
        UUID known = caller.known()
                .filter(token ->
                        token.role() == Role.SHOPPER && token.businessId().equals(business.id()))
                .map(Token::subject)
                .orElse(null);
        UUID shopperId = known == null ? Ids.v7() : known;
        ChatEvent.Party party = new ChatEvent.Party(business.id(), Ids.v7(), shopperId);
        Shopper shopper =
                opening.open(tx, clock.now(), party, known == null, said.displayName(), said.locale(), said.referral());
        ConversationView view = new ConversationView(
                party.conversationId(),
                shopperId,
                shopper.waId(),
                issuer.shopper(business, shopperId, party.conversationId()),
                TokenIssuer.SHOPPER.toSeconds(),
                Integer.toString(business.termsVersion()),
                shopper.consentsTo(business));
        return Answer.of(201, view)
                .at("/chat/v1/conversations/" + party.conversationId() + "/messages")
                .keptSecret();
    }
}
