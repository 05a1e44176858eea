package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.Opening;
import io.tresen.chat.Shopper;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Opens a conversation for a merchant who tries their shop: an ordinary one, with a new shopper who is marked {@code test}.
 * Its orders are real (they reserve stock and ask for money) and are no sale in the measured times.
 */
@Path("/chat/v1/business/test-conversation")
public class TestConversationResource {

    private static final String NAME = "Test";

    private final Businesses businesses;
    private final Opening opening;
    private final TokenIssuer issuer;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;

    TestConversationResource(
            Businesses businesses,
            Opening opening,
            TokenIssuer issuer,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.businesses = businesses;
        this.opening = opening;
        this.issuer = issuer;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
    }

    /** As whom; both may be absent. */
    public record Wish(
            @Schema(minLength = 1, maxLength = BusinessesResource.NAME) String displayName,
            @Schema(minLength = 1, maxLength = ShopConversationsResource.LOCALE) String locale) {}

    /** As when a shopper opens one, and where its page is. {@code expires_in} in seconds. */
    public record TestConversation(
            UUID conversationId,
            UUID shopperId,
            String waId,
            String token,
            long expiresIn,
            String termsVersion,
            boolean consentGiven,
            String chatUrl) {}

    @POST
    @Allowed(value = Role.BUSINESS, agents = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = TestConversation.class)))
    public Response open(@OptionalBody Wish body) {
        Wish wish = body == null ? new Wish(null, null) : body;
        Fields fields = new Fields();
        fields.optionalText("/display_name", wish.displayName(), 1, BusinessesResource.NAME);
        fields.optionalText("/locale", wish.locale(), 1, ShopConversationsResource.LOCALE);
        fields.check();
        return idempotency.optional(tx -> open(tx, wish));
    }

    private Answer open(Tx tx, Wish wish) {
        Business business = businesses.get(tx, caller.businessId());
        ChatEvent.Party party = new ChatEvent.Party(business.id(), Ids.v7(), Ids.v7());
        Shopper shopper = opening.openTest(
                tx, clock.now(), party, wish.displayName() == null ? NAME : wish.displayName(), wish.locale());
        TestConversation opened = new TestConversation(
                party.conversationId(),
                shopper.id(),
                shopper.waId(),
                issuer.shopper(business, shopper.id(), party.conversationId()),
                TokenIssuer.SHOPPER.toSeconds(),
                Integer.toString(business.termsVersion()),
                false,
                BusinessView.chatUrl(origin, business));
        return Answer.of(201, opened)
                .at("/chat/v1/conversations/" + party.conversationId() + "/messages")
                .keptSecret();
    }
}
