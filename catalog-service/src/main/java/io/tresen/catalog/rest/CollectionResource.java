package io.tresen.catalog.rest;

import io.tresen.catalog.ProductCollection;
import io.tresen.catalog.ProductCollections;
import io.tresen.catalog.RetailerId;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Page;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Collections that the shop puts together by hand. */
@Path("/catalog/v1/collections")
@Produces(MediaType.APPLICATION_JSON)
public class CollectionResource {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int TITLE = 200;
    private static final int MOST = 1_000;

    private final Database database;
    private final ProductCollections collections;
    private final Caller caller;
    private final BusinessClock clock;

    CollectionResource(Database database, ProductCollections collections, Caller caller, BusinessClock clock) {
        this.database = database;
        this.collections = collections;
        this.caller = caller;
        this.clock = clock;
    }

    /** A collection as the shop sends it. */
    public record Body(
            @Schema(minLength = 1, maxLength = TITLE) String title,
            @Schema(maxItems = MOST) List<String> retailerIds) {}

    /** A collection as a caller sees it. */
    public record View(String slug, String title, List<String> retailerIds, long version) {
        static View of(ProductCollection collection) {
            return new View(collection.slug(), collection.title(), collection.retailerIds(), collection.version());
        }
    }

    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    public Page<View> list(@QueryParam("cursor") String cursorText, @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Cursor cursor = Cursor.read(cursorText, String.class);
        String after = cursor == null ? null : cursor.text(0);
        List<ProductCollection> rows =
                database.read(tx -> seen(tx, collections.page(tx, caller.businessId(), after, limit + 1)));
        return Page.of(rows, limit, View::of, collection -> Cursor.of(collection.slug()));
    }

    @GET
    @Path("/{slug}")
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Response get(@PathParam("slug") String slug) {
        return answer(200, database.read(tx -> collections
                .find(tx, caller.businessId(), slug)
                .map(found -> seen(tx, List.of(found)).get(0))
                .orElseThrow(() -> Problem.notFound().exception())));
    }

    /** As the caller may see them: a shopper knows of visible products only. */
    private List<ProductCollection> seen(Tx tx, List<ProductCollection> rows) {
        return caller.isShopper() ? collections.ofVisible(tx, caller.businessId(), rows) : rows;
    }

    @PUT
    @Path("/{slug}")
    @Allowed(Role.BUSINESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Response put(@PathParam("slug") String slug, @HeaderParam("If-Match") String ifMatch, Body body) {
        if (!SLUG.matcher(slug).matches()) {
            throw Problem.of("invalid-slug", 422, "A slug has 1 to 60 of a-z, 0-9 and -")
                    .exception();
        }
        Fields fields = new Fields();
        String title = fields.text("/title", body.title(), 1, TITLE);
        List<String> ids = fields.list("/retailer_ids", body.retailerIds(), 0, MOST);
        for (int i = 0; ids != null && i < ids.size(); i++) {
            if (!RetailerId.isValid(ids.get(i))) {
                fields.add("/retailer_ids/" + i, RetailerId.CURE);
            } else if (ids.indexOf(ids.get(i)) < i) {
                fields.add("/retailer_ids/" + i, "must not be named twice");
            }
        }
        fields.check();
        ProductCollections.Put put = database.inTransaction(tx -> collections.put(
                tx, caller.businessId(), slug, title, List.copyOf(ids), Versions.check(ifMatch), clock.now()));
        return answer(put.created() ? 201 : 200, put.collection());
    }

    @DELETE
    @Path("/{slug}")
    @Allowed(Role.BUSINESS)
    @APIResponse(responseCode = "204")
    public Response delete(@PathParam("slug") String slug, @HeaderParam("If-Match") String ifMatch) {
        if (!database.inTransaction(tx -> collections.remove(tx, caller.businessId(), slug, Versions.check(ifMatch)))) {
            throw Problem.notFound().exception();
        }
        return Response.noContent().build();
    }

    private static Response answer(int status, ProductCollection collection) {
        return Response.status(status)
                .header("ETag", ETags.of(collection.version()))
                .entity(View.of(collection))
                .build();
    }
}
