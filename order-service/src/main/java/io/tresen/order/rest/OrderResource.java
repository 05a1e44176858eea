package io.tresen.order.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One order. */
@Path("/orders/v1/orders/{order_id}")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    private final OrderDesk desk;
    private final Database database;

    OrderResource(OrderDesk desk, Database database) {
        this.desk = desk;
        this.database = database;
    }

    @GET
    @Operation(summary = "One order with its shipments and history")
    @APIResponse(
            responseCode = "200",
            description = "ETag is its version",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    public Response read(@PathParam("order_id") UUID orderId) {
        OrderView view = database.inTransaction(tx -> desk.view(tx, orderId));
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
