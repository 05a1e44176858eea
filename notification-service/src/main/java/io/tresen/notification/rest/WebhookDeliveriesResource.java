package io.tresen.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.webhook.WebhookDesk;
import io.tresen.messaging.webhook.WebhookLog;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the calling business's app was told and is to be told, and the command to tell it again. */
@Path("/notifications/v1/webhook/deliveries")
@Tag(name = "Webhook")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookDeliveriesResource {

    private final WebhookDesk desk;

    WebhookDeliveriesResource(WebhookDesk desk) {
        this.desk = desk;
    }

    /**
     * A line of the log.
     *
     * @param lastStatus HTTP status of the last answer; absent where none came
     * @param lastError a word for why none came
     * @param nextAttemptAt absent too for what waits behind another one of its order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeliveryView(
            UUID id,
            UUID orderId,
            String type,
            @Schema(enumeration = {"waiting", "delivered", "failed"}) String state,
            int attempts,
            Integer lastStatus,
            String lastError,
            Instant createdAt,
            Instant deliveredAt,
            Instant nextAttemptAt) {

        static DeliveryView of(WebhookLog.Line line) {
            return new DeliveryView(
                    line.id(),
                    line.lane(),
                    line.kind(),
                    line.state(),
                    line.attempts(),
                    line.lastStatus(),
                    line.lastError(),
                    line.createdAt(),
                    line.deliveredAt(),
                    line.nextAttemptAt());
        }
    }

    @GET
    @Operation(summary = "Deliveries, newest first")
    public Page<DeliveryView> list(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        return desk.page(state, cursor, limit, DeliveryView::of);
    }

    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Send it again, with the same bytes and id; one that waits is tried at once")
    @APIResponse(
            responseCode = "202",
            description = "It waits to be sent",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    public Response replay(@PathParam("id") UUID id, @OptionalBody byte[] ignored) {
        return desk.replay(id, DeliveryView::of);
    }

    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send again what was queued in a span of time, the oldest 10,000 of it at most")
    @APIResponse(
            responseCode = "202",
            description = "They wait to be sent",
            content = @Content(schema = @Schema(implementation = WebhookDesk.Replayed.class)))
    public Response replay(WebhookDesk.Span span) {
        return desk.replay(span);
    }
}
