package io.tresen.order.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Role;
import io.tresen.order.Actor;
import io.tresen.order.Address;
import io.tresen.order.DeliveryAddresses;
import io.tresen.order.OrderRules;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Corrects where an order goes, until its first parcel leaves. */
@Path("/orders/v1/orders/{order_id}/delivery-address")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryAddressResource {

    private final OrderDesk desk;
    private final DeliveryAddresses addresses;
    private final Database database;
    private final Caller caller;

    DeliveryAddressResource(OrderDesk desk, DeliveryAddresses addresses, Database database, Caller caller) {
        this.desk = desk;
        this.addresses = addresses;
        this.database = database;
        this.caller = caller;
    }

    @PUT
    @Operation(summary = "Correct the delivery address; the old one stays in the history")
    @APIResponse(
            responseCode = "200",
            description = "The order; ETag is its new version",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "already-shipped, already-delivered, order-closed")
    @APIResponse(responseCode = "412", description = "precondition-failed")
    @APIResponse(responseCode = "422", description = "invalid-address, country-fixed")
    @APIResponse(responseCode = "428", description = "precondition-required")
    public Response correct(
            @PathParam("order_id") UUID orderId,
            @Parameter(required = true) @HeaderParam("If-Match") String ifMatch,
            Address body) {
        OrderView view = database.inTransaction(tx -> {
            OrderDesk.Changed changed = desk.change(tx, orderId, (order, now) -> {
                ETags.require(ifMatch, order.version());
                return OrderRules.correctAddress(
                        order,
                        addresses.current(tx, caller.businessId(), orderId),
                        caller.country(),
                        body,
                        Actor.SHOP,
                        "");
            });
            addresses.add(tx, caller.businessId(), orderId, changed.sequence(), body, desk.now());
            return desk.view(tx, orderId);
        });
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
