package io.tresen.notification.rest;

import io.smallrye.mutiny.Uni;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.notification.ListedNotices;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists what shoppers were told, are about to be told, and were not told. */
@Path("/notifications/v1/notices")
@Allowed(value = Role.BUSINESS, agents = true)
@Tag(name = "Notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeListResource {

    private final ListedNotices notices;
    private final Database database;
    private final Caller caller;

    NoticeListResource(ListedNotices notices, Database database, Caller caller) {
        this.notices = notices;
        this.database = database;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Notices, newest first")
    public Uni<Page<NoticeView>> list(
            @QueryParam("retailer_id") String retailerId,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Cursor before = Cursor.read(cursor, Long.class);
        UUID business = caller.businessId();
        String product = RetailerIds.parameter(retailerId);
        long from = before == null ? Long.MAX_VALUE : before.number(0);
        return database.inTurn(() -> notices.newestFirst(business, product, from, limit + 1))
                .map(rows -> Page.of(rows, limit, NoticeView::of, last -> Cursor.of(last.number)));
    }
}
