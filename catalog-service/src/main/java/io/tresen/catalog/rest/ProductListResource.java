package io.tresen.catalog.rest;

import io.tresen.catalog.Product;
import io.tresen.catalog.ProductLists;
import io.tresen.catalog.ProductQuery;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Text;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.Function;

/** The catalog as a list: all of it, or what fits. */
@Path("/catalog/v1/products")
@Produces(MediaType.APPLICATION_JSON)
public class ProductListResource {

    private static final int LONGEST_QUERY = 500;
    private static final long MOST = (1L << 53) - 1;

    private final Database database;
    private final ProductLists lists;
    private final Caller caller;
    private final BusinessClock clock;

    ProductListResource(Database database, ProductLists lists, Caller caller, BusinessClock clock) {
        this.database = database;
        this.lists = lists;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Allowed(
            value = {Role.BUSINESS, Role.SHOPPER},
            agents = true)
    public Page<ProductView> list(
            @QueryParam("q") String words,
            @QueryParam("category") String category,
            @QueryParam("min_price") String minPrice,
            @QueryParam("max_price") String maxPrice,
            @QueryParam("collection") String collection,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Instant now = clock.now();
        ProductQuery query = new ProductQuery(
                text("q", words),
                text("category", category),
                Params.integer("min_price", minPrice, 0, MOST),
                Params.integer("max_price", maxPrice, 0, MOST),
                text("collection", collection),
                caller.isShopper(),
                now);
        Cursor cursor = Cursor.read(cursorText, Long.class, Long.class);
        ProductLists.After after =
                cursor == null ? null : new ProductLists.After(cursor.number(0), cursor.number(1) == 1);
        Function<Tx, ProductLists.Found> reading = tx -> lists.page(tx, caller.businessId(), query, after, limit + 1);
        // only a search for words needs more than one statement
        ProductLists.Found found = query.words() == null ? database.read(reading) : database.inTransaction(reading);
        return Page.of(
                found.products(),
                limit,
                product -> ProductView.of(product, caller.isShopper(), now),
                (Product product) -> Cursor.of(product.position(), found.misspelt() ? 1L : 0L));
    }

    private static String text(String name, String value) {
        if (value != null && (Text.length(value) > LONGEST_QUERY || !Text.isSound(value))) {
            throw Problem.parameter(name, "must have at most " + LONGEST_QUERY + " characters")
                    .exception();
        }
        return value == null || value.isBlank() ? null : value;
    }
}
