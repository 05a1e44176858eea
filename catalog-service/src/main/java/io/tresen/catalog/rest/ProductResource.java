package io.tresen.catalog.rest;

import io.tresen.catalog.CatalogRejection;
import io.tresen.catalog.Product;
import io.tresen.catalog.ProductPut;
import io.tresen.catalog.Products;
import io.tresen.catalog.PutResult;
import io.tresen.catalog.RetailerId;
import io.tresen.catalog.Visibility;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** One product, by the shop's own id. */
@Path("/catalog/v1/products/{retailer_id}")
@Produces(MediaType.APPLICATION_JSON)
public class ProductResource {

    private final Database database;
    private final Products products;
    private final Caller caller;
    private final BusinessClock clock;

    ProductResource(Database database, Products products, Caller caller, BusinessClock clock) {
        this.database = database;
        this.products = products;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductView.class)))
    public Response get(@PathParam("retailer_id") String retailerId) {
        Product product = database.read(tx -> products.find(tx, caller.businessId(), retailerId))
                .filter(found -> !caller.isShopper() || found.facts().visibility() == Visibility.VISIBLE)
                .orElseThrow(() -> Problem.notFound().exception());
        return answer(200, product, clock.now());
    }

    /** Creates the product or puts it in another's place; the same one again changes nothing. */
    @PUT
    @Allowed(Role.BUSINESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "409", description = "stock-below-reserved")
    @APIResponse(
            responseCode = "412",
            description = "precondition-failed: the product is another by now, or its stock is and the body sets it")
    public Response put(
            @PathParam("retailer_id") String retailerId, @HeaderParam("If-Match") String ifMatch, ProductBody body) {
        if (!RetailerId.isValid(retailerId)) {
            throw new CatalogRejection.InvalidRetailerId().exception();
        }
        ProductBody.Put read = body.read(caller.currency());
        Instant now = clock.now();
        ProductPut put = new ProductPut(retailerId, read.facts(), read.stock(), false, Versions.ofProduct(ifMatch));
        PutResult result = database.inTransaction(tx -> {
            PutResult one = products.put(tx, caller.businessId(), List.of(put), caller.by(), now)
                    .get(0);
            if (one.rejection() != null) {
                throw one.rejection().exception();
            }
            return one;
        });
        return answer(result.outcome() == PutResult.Outcome.CREATED ? 201 : 200, result.product(), now);
    }

    @DELETE
    @Allowed(Role.BUSINESS)
    @APIResponse(responseCode = "204")
    public Response delete(@PathParam("retailer_id") String retailerId, @HeaderParam("If-Match") String ifMatch) {
        boolean removed = database.inTransaction(tx -> products.remove(
                tx, caller.businessId(), retailerId, Versions.ofProduct(ifMatch), caller.by(), clock.now()));
        if (!removed) {
            throw Problem.notFound().exception();
        }
        return Response.noContent().build();
    }

    private Response answer(int status, Product product, Instant now) {
        return Response.status(status)
                // shoppers are not told how many there are
                .header("ETag", caller.isShopper() ? ETags.of(product.version()) : Versions.tag(product))
                .entity(ProductView.of(product, caller.isShopper(), now))
                .build();
    }
}
