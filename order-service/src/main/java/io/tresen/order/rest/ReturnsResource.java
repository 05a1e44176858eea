package io.tresen.order.rest;

import io.tresen.messaging.Ids;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Role;
import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import io.tresen.order.Return;
import io.tresen.order.WantedUnits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Units that came back. */
@Path("/orders/v1/orders/{order_id}/returns")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReturnsResource {

    private static final int LONGEST = 500;

    private final OrderDesk desk;
    private final IdempotencyKeys idempotency;

    ReturnsResource(OrderDesk desk, IdempotencyKeys idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @param lines left out for all that was shipped and is not back. @param restock true when left out */
    public record Returning(
            @Schema(minLength = 1, maxLength = LONGEST) String reason,
            @Schema(minItems = 1, maxItems = LinesBody.MOST_LINES) List<LinesBody.Line> lines,
            Boolean restock) {}

    /** The return, and where its order stands now. */
    public record Returned(UUID returnId, UUID orderId, OrderStatus status, boolean restock, long version) {}

    @POST
    @Operation(summary = "Tell that shipped units came back; moves no money")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "201",
            description = "Returned",
            content = @Content(schema = @Schema(implementation = Returned.class)))
    @APIResponse(responseCode = "409", description = "not-confirmed, nothing-shipped, already-returned, order-closed")
    @APIResponse(responseCode = "422", description = "invalid-fields, more-than-left")
    public Response takeBack(@PathParam("order_id") UUID orderId, Returning body) {
        Fields fields = new Fields();
        fields.text("/reason", body.reason(), 1, LONGEST);
        List<WantedUnits> lines = LinesBody.read(fields, body.lines());
        fields.check();
        boolean restock = body.restock() == null || body.restock();
        return idempotency.optional(tx -> {
            Return back = new Return(Ids.v7(), body.reason(), lines, restock);
            Order order = desk.change(tx, orderId, (it, now) -> it.state().takeBack(it, back))
                    .after();
            return Answer.of(201, new Returned(back.returnId(), orderId, order.status(), restock, order.version()));
        });
    }
}
