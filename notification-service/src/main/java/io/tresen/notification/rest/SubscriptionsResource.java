package io.tresen.notification.rest;

import static io.tresen.notification.SubscriptionRejection.AVAILABLE_NOW;
import static io.tresen.notification.SubscriptionRejection.UNKNOWN_CONVERSATION;
import static io.tresen.notification.SubscriptionRejection.UNKNOWN_PRODUCT;

import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.Subscriptions;
import io.tresen.notification.Subscriptions.Subscribed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes places in line and gives them up. */
@Path("/notifications/v1/subscriptions")
@Allowed(Role.BUSINESS)
@Tag(name = "Subscriptions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionsResource {

    /** A refusal that is right most of the time is not held as long as one that lacks a fact. */
    private static final Duration AVAILABILITY_LAG = Duration.ofSeconds(2);

    /** Who wants to be told of what. */
    public record Wish(UUID conversationId, String retailerId) {}

    private final Subscriptions subscriptions;
    private final IdempotencyKeys idempotency;
    private final Waiting waiting;
    private final Database database;
    private final BusinessClock clock;
    private final Caller caller;

    SubscriptionsResource(
            Subscriptions subscriptions,
            IdempotencyKeys idempotency,
            Waiting waiting,
            Database database,
            BusinessClock clock,
            Caller caller) {
        this.subscriptions = subscriptions;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.database = database;
        this.clock = clock;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Tell this conversation's shopper once, when the product is back")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "201",
            description = "In line",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(
            responseCode = "200",
            description = "In line already",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(responseCode = "409", description = "available-now")
    @APIResponse(responseCode = "422", description = "unknown-product, unknown-conversation, invalid-fields")
    public Response subscribe(Wish wish) {
        Fields fields = new Fields();
        fields.required("/conversation_id", wish.conversationId());
        String retailerId = fields.required("/retailer_id", wish.retailerId());
        if (retailerId != null && !RetailerIds.isOne(retailerId)) {
            fields.add("/retailer_id", RetailerIds.CURE);
        }
        fields.check();
        long start = System.nanoTime();
        return waiting.untilKnown(
                () -> idempotency.optional(tx -> subscribe(tx, wish)), refusal -> isLacking(refusal, start));
    }

    /** Whether a copy that catches up would turn the refusal. Sold out a moment ago may still be available here. */
    private static boolean isLacking(RejectedException refusal, long start) {
        return refusal.is(UNKNOWN_PRODUCT.code(), UNKNOWN_CONVERSATION.code())
                || refusal.is(AVAILABLE_NOW.code()) && System.nanoTime() - start < AVAILABILITY_LAG.toNanos();
    }

    private Answer subscribe(Tx tx, Wish wish) {
        Subscribed subscribed = subscriptions.subscribe(
                tx, caller.businessId(), Ids.v7(), wish.conversationId(), wish.retailerId(), now());
        return Answer.of(subscribed.created() ? 201 : 200, SubscriptionView.of(subscribed.subscription()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Leave the line")
    @APIResponse(responseCode = "204", description = "Out of the line")
    @APIResponse(responseCode = "404", description = "not-found")
    public void delete(@PathParam("id") UUID id) {
        if (!database.inTransaction(tx -> subscriptions.delete(tx, caller.businessId(), id, now()))) {
            throw Problem.notFound().exception();
        }
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
