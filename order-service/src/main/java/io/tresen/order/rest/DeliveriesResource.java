package io.tresen.order.rest;

import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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

/** Parcels that arrived and services that were rendered. */
@Path("/orders/v1/orders/{order_id}/deliveries")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {

    private final OrderDesk desk;
    private final IdempotencyKeys idempotency;

    DeliveriesResource(OrderDesk desk, IdempotencyKeys idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @param shipmentId left out for every parcel on its way and every service */
    public record Delivery(UUID shipmentId) {}

    @POST
    @Operation(summary = "Tell that a parcel arrived, or that services were rendered")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(
            responseCode = "409",
            description = "not-confirmed, nothing-to-deliver, already-delivered, already-returned, order-closed")
    @APIResponse(responseCode = "412", description = "precondition-failed")
    @APIResponse(responseCode = "422", description = "unknown-shipment")
    public Response deliver(
            @PathParam("order_id") UUID orderId, @HeaderParam("If-Match") String ifMatch, @OptionalBody Delivery body) {
        UUID shipmentId = body == null ? null : body.shipmentId();
        return idempotency.optional(tx -> {
            desk.change(tx, orderId, (order, now) -> {
                ETags.honour(ifMatch, order.version()); // without a shipment it means all parcels that were seen
                return order.state().deliver(order, shipmentId, now);
            });
            return Answer.of(200, desk.view(tx, orderId));
        });
    }
}
