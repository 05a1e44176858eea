package io.tresen.catalog.rest;

import io.tresen.catalog.Product;
import io.tresen.catalog.ProductRules;
import io.tresen.catalog.Products;
import io.tresen.catalog.Shelf;
import io.tresen.catalog.StockGiven;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The stock of one product. */
@Path("/catalog/v1/products/{retailer_id}")
@Produces(MediaType.APPLICATION_JSON)
@Allowed(Role.BUSINESS)
public class StockResource {

    private static final int REASON = 500;
    private static final int MOST = (int) ProductRules.MOST_ON_HAND;

    private final Database database;
    private final Products products;
    private final Caller caller;
    private final BusinessClock clock;
    private final IdempotencyKeys idempotency;

    StockResource(
            Database database, Products products, Caller caller, BusinessClock clock, IdempotencyKeys idempotency) {
        this.database = database;
        this.products = products;
        this.caller = caller;
        this.clock = clock;
        this.idempotency = idempotency;
    }

    /** A new count. */
    public record Count(@Schema(minimum = "0", maximum = "" + MOST) Integer onHand) {}

    /** More or fewer than before, and why. */
    public record Adjustment(
            @Schema(minimum = "-" + MOST, maximum = "" + MOST) Integer delta,
            @Schema(minLength = 1, maxLength = REASON) String reason) {}

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @Path("/stock")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StockView.class)))
    public Response get(@PathParam("retailer_id") String retailerId) {
        return answer(database.read(tx -> products.find(tx, caller.businessId(), retailerId))
                .map(Product::shelf)
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    /** Sets how many are on hand; from then on the product is counted. */
    @PUT
    @Path("/stock")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StockView.class)))
    @APIResponse(responseCode = "409", description = "stock-below-reserved")
    public Response put(
            @PathParam("retailer_id") String retailerId, @HeaderParam("If-Match") String ifMatch, Count body) {
        Fields fields = new Fields();
        fields.integer("/on_hand", body.onHand(), 0, MOST);
        fields.check();
        return answer(database.inTransaction(tx -> products.changeStock(
                        tx,
                        caller.businessId(),
                        retailerId,
                        Versions.ofStock(ifMatch),
                        shelf -> shelf.given(new StockGiven((long) body.onHand())),
                        "counted",
                        null,
                        caller.by(),
                        clock.now()))
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    @POST
    @Path("/stock-adjustments")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StockView.class)))
    @APIResponse(
            responseCode = "409",
            description = "stock-not-counted, stock-below-zero, stock-below-reserved, request-in-progress")
    public Response adjust(@PathParam("retailer_id") String retailerId, Adjustment body) {
        Fields fields = new Fields();
        fields.integer("/delta", body.delta(), -MOST, MOST);
        fields.text("/reason", body.reason(), 1, REASON);
        fields.check();
        return idempotency.optional(tx -> {
            Shelf shelf = products.changeStock(
                            tx,
                            caller.businessId(),
                            retailerId,
                            seen -> {},
                            before -> before.adjusted(body.delta()),
                            "adjusted",
                            body.reason(),
                            caller.by(),
                            clock.now())
                    .orElseThrow(() -> Problem.notFound().exception());
            if (shelf.onHand() > ProductRules.MOST_ON_HAND) {
                fields.add("/delta", "must leave at most " + ProductRules.MOST_ON_HAND + " on hand");
                fields.check();
            }
            return Answer.of(200, StockView.of(shelf)).tagged(Versions.tag(shelf));
        });
    }

    private static Response answer(Shelf shelf) {
        return Response.ok(StockView.of(shelf))
                .header("ETag", Versions.tag(shelf))
                .build();
    }
}
