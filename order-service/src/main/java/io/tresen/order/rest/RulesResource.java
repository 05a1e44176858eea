package io.tresen.order.rest;

import io.tresen.costs.CostRules;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Role;
import io.tresen.order.ShopRules;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the shop asks for beside its prices: shipping and tax. */
@Path("/orders/v1/rules")
@Tag(name = "Rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {

    private final ShopRules rules;
    private final OrderDesk desk;
    private final Database database;
    private final Caller caller;

    RulesResource(ShopRules rules, OrderDesk desk, Database database, Caller caller) {
        this.rules = rules;
        this.desk = desk;
        this.database = database;
        this.caller = caller;
    }

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @Operation(summary = "The shop's rules; empty ones until it sets some")
    @APIResponse(
            responseCode = "200",
            description = "ETag is their version",
            content = @Content(schema = @Schema(implementation = RulesView.class)))
    public Response read() {
        return answer(database.read(tx -> rules.find(tx, caller.businessId())));
    }

    @PUT
    @Allowed(Role.BUSINESS)
    @Operation(
            summary = "Set the shop's rules",
            description = "They hold for orders placed from now on. What is left out is empty: no fee, no tax")
    @APIResponse(
            responseCode = "200",
            description = "ETag is their new version",
            content = @Content(schema = @Schema(implementation = RulesView.class)))
    @APIResponse(responseCode = "412", description = "precondition-failed")
    @APIResponse(responseCode = "422", description = "invalid-fields")
    public Response set(@HeaderParam("If-Match") String ifMatch, RulesBody body) {
        CostRules wanted = body.rules(caller.currency());
        return answer(database.inTransaction(tx -> {
            CostRules put = rules.put(tx, caller.businessId(), caller.currency(), wanted, desk.now());
            ETags.honour(ifMatch, put.version() - 1); // under the row's lock, which nobody has before the first rules
            return put;
        }));
    }

    private Response answer(CostRules it) {
        return Response.ok(RulesView.of(it, caller.currency()))
                .header("ETag", ETags.of(it.version()))
                .build();
    }
}
