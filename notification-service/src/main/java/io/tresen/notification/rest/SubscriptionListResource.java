package io.tresen.notification.rest;

import io.smallrye.mutiny.Uni;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.ListedSubscriptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists who waits. Reactive, unlike {@link SubscriptionsResource}: it reads through Panache. */
@Path("/notifications/v1/subscriptions")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionListResource {

    private final ListedSubscriptions subscriptions;
    private final Database database;
    private final BusinessClock clock;
    private final Caller caller;

    SubscriptionListResource(ListedSubscriptions subscriptions, Database database, BusinessClock clock, Caller caller) {
        this.subscriptions = subscriptions;
        this.database = database;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Who waits, in the order of subscribing")
    public Uni<Page<SubscriptionView>> list(
            @QueryParam("retailer_id") String retailerId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Cursor after = Cursor.read(cursor, Long.class);
        UUID business = caller.businessId();
        String product = RetailerIds.parameter(retailerId);
        long behind = after == null ? 0 : after.number(0);
        return database.inTurn(() -> subscriptions.open(business, product, behind, limit + 1, clock.now()))
                .map(rows -> Page.of(rows, limit, SubscriptionView::of, last -> Cursor.of(last.place)));
    }
}
