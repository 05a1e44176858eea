package io.tresen.order.rest;

import io.tresen.messaging.Ids;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Role;
import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import io.tresen.order.Parcel;
import io.tresen.order.Shipment;
import io.tresen.order.WantedUnits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Parcels that leave the shop. */
@Path("/orders/v1/orders/{order_id}/shipments")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ShipmentsResource {

    private static final int LONGEST = 200;

    private final OrderDesk desk;
    private final IdempotencyKeys idempotency;

    ShipmentsResource(OrderDesk desk, IdempotencyKeys idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @param lines left out for all that is left */
    public record Shipping(
            @Schema(minLength = 1, maxLength = LONGEST) String carrier,
            @Schema(minLength = 1, maxLength = LONGEST) String trackingNumber,
            @Schema(minItems = 1, maxItems = LinesBody.MOST_LINES) List<LinesBody.Line> lines) {}

    /** The parcel, and where its order stands now. */
    public record Shipped(
            UUID shipmentId,
            UUID orderId,
            OrderStatus status,
            String carrier,
            String trackingNumber,
            List<OrderView.Quantity> lines,
            Instant shippedAt,
            Instant deliveredAt,
            long version) {}

    @POST
    @Operation(summary = "Tell that a parcel left")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "201",
            description = "Shipped",
            content = @Content(schema = @Schema(implementation = Shipped.class)))
    @APIResponse(responseCode = "409", description = "not-confirmed, already-shipped, nothing-to-ship, order-closed")
    @APIResponse(responseCode = "412", description = "precondition-failed")
    @APIResponse(responseCode = "422", description = "invalid-fields, more-than-left")
    public Response ship(@PathParam("order_id") UUID orderId, @HeaderParam("If-Match") String ifMatch, Shipping body) {
        Fields fields = new Fields();
        fields.text("/carrier", body.carrier(), 1, LONGEST);
        fields.text("/tracking_number", body.trackingNumber(), 1, LONGEST);
        List<WantedUnits> lines = LinesBody.read(fields, body.lines());
        fields.check();
        return idempotency.optional(tx -> {
            Order order = desk.change(tx, orderId, (it, now) -> {
                        ETags.honour(ifMatch, it.version()); // the address on the parcel is the one that was read
                        return it.state()
                                .ship(it, new Parcel(Ids.v7(), body.carrier(), body.trackingNumber(), lines, now));
                    })
                    .after();
            return Answer.of(201, shipped(order));
        });
    }

    private static Shipped shipped(Order order) {
        Shipment parcel = order.shipments().get(order.shipments().size() - 1);
        return new Shipped(
                parcel.id(),
                order.id(),
                order.status(),
                parcel.carrier(),
                parcel.trackingNumber(),
                OrderView.quantities(parcel.lines()),
                parcel.shippedAt(),
                parcel.deliveredAt(),
                order.version());
    }
}
