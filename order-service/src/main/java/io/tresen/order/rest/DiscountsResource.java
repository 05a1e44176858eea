package io.tresen.order.rest;

import io.tresen.costs.Discount;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.order.DiscountCode;
import io.tresen.order.Discounts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Discount codes; their case does not matter. */
@Path("/orders/v1/discounts")
@Tag(name = "Discounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DiscountsResource {

    private final Discounts discounts;
    private final OrderDesk desk;
    private final Database database;
    private final Caller caller;

    DiscountsResource(Discounts discounts, OrderDesk desk, Database database, Caller caller) {
        this.discounts = discounts;
        this.desk = desk;
        this.database = database;
        this.caller = caller;
    }

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @Operation(summary = "The shop's codes, by code")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<DiscountView> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        Cursor after = Cursor.read(cursor, String.class);
        int most = Page.limit(limit);
        List<DiscountCode> rows = database.read(
                tx -> discounts.page(tx, caller.businessId(), after == null ? null : after.text(0), most + 1));
        return Page.of(rows, most, DiscountView::of, it -> Cursor.of(it.code()));
    }

    @GET
    @Path("/{code}")
    @Allowed(value = Role.BUSINESS, agents = true)
    @Operation(summary = "One code and how many orders have it")
    @APIResponse(
            responseCode = "200",
            description = "ETag is its version",
            content = @Content(schema = @Schema(implementation = DiscountView.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    public Response read(@PathParam("code") String path) {
        String code = DiscountBody.code(path);
        return answer(
                200,
                database.read(tx -> discounts.find(tx, caller.businessId(), code))
                        .orElseThrow(() -> Problem.notFound().exception()));
    }

    @PUT
    @Path("/{code}")
    @Allowed(Role.BUSINESS)
    @Operation(
            summary = "Put a code",
            description = "Orders that have it keep it as it was. Fewer max_uses than uses take nothing away")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = DiscountView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DiscountView.class)))
    @APIResponse(responseCode = "412", description = "precondition-failed")
    @APIResponse(responseCode = "422", description = "invalid-fields")
    public Response put(@PathParam("code") String path, @HeaderParam("If-Match") String ifMatch, DiscountBody body) {
        String code = DiscountBody.code(path);
        Discount wanted = body.discount(code, caller.currency());
        return database.inTransaction(tx -> {
            boolean there = discounts.lock(tx, caller.businessId(), code).isPresent();
            DiscountCode put =
                    discounts.put(tx, caller.businessId(), wanted, caller.currency(), body.maxUses(), desk.now());
            ETags.honour(ifMatch, put.version() - 1);
            return answer(there ? 200 : 201, put);
        });
    }

    @DELETE
    @Path("/{code}")
    @Allowed(Role.BUSINESS)
    @Operation(summary = "Take a code out of use; orders that have it keep it")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "not-found")
    @APIResponse(responseCode = "412", description = "precondition-failed")
    public void remove(@PathParam("code") String path, @HeaderParam("If-Match") String ifMatch) {
        String code = DiscountBody.code(path);
        database.run(tx -> {
            DiscountCode there = discounts.lock(tx, caller.businessId(), code).orElseThrow(() -> Problem.notFound()
                    .exception());
            ETags.honour(ifMatch, there.version());
            discounts.remove(tx, caller.businessId(), code);
        });
    }

    private static Response answer(int status, DiscountCode code) {
        return Response.status(status)
                .entity(DiscountView.of(code))
                .header("ETag", ETags.of(code.version()))
                .build();
    }
}
