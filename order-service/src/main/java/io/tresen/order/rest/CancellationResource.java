package io.tresen.order.rest;

import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Role;
import io.tresen.order.Actor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shop's way out of an order that has not been shipped. */
@Path("/orders/v1/orders/{order_id}/cancellation")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CancellationResource {

    private static final int LONGEST = 500;

    private final OrderDesk desk;
    private final IdempotencyKeys idempotency;

    CancellationResource(OrderDesk desk, IdempotencyKeys idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @param reason for the history; may be left out */
    public record Cancellation(@Schema(minLength = 1, maxLength = LONGEST) String reason) {}

    @POST
    @Operation(summary = "Cancel the order; repeating it has no effect")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "The order, cancelled or on its way there",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "already-shipped, already-delivered, order-closed")
    public Response cancel(@PathParam("order_id") UUID orderId, @OptionalBody Cancellation body) {
        String reason = body == null ? null : body.reason();
        Fields fields = new Fields();
        fields.optionalText("/reason", reason, 1, LONGEST);
        fields.check();
        return idempotency.optional(tx -> {
            desk.change(tx, orderId, (order, now) -> order.state().cancel(order, Actor.SHOP, reason));
            return Answer.of(200, desk.view(tx, orderId));
        });
    }
}
