package io.tresen.catalog.rest;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How imports stand: reads only, so a flat Panache slice. */
@Path("/catalog/v1/imports/{import_id}")
@Produces(MediaType.APPLICATION_JSON)
@Allowed(Role.BUSINESS)
public class ImportReportResource {

    private static final int PROBLEMS = 10_000;

    private final Database database;
    private final Caller caller;

    ImportReportResource(Database database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    @GET
    public Uni<ImportView> get(@PathParam("import_id") UUID importId) {
        UUID business = caller.businessId();
        return database.inTurn(() -> Panache.withSession(
                () -> report(business, importId).flatMap(report -> ImportProblem.behind(importId, 0, PROBLEMS + 1)
                        .map(problems -> ImportView.of(report, problems, PROBLEMS)))));
    }

    @GET
    @Path("/problems")
    public Uni<Page<ImportView.Problem>> problems(
            @PathParam("import_id") UUID importId,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText) {
        UUID business = caller.businessId();
        int limit = Page.limit(limitText);
        Cursor cursor = Cursor.read(cursorText, Long.class);
        long after = cursor == null ? 0 : cursor.number(0);
        return database.inTurn(() -> Panache.withSession(() -> report(business, importId)
                .flatMap(report -> ImportProblem.behind(importId, after, limit + 1))
                .map(rows -> Page.of(rows, limit, ImportView.Problem::of, last -> Cursor.of(last.no)))));
    }

    private static Uni<ImportReport> report(UUID businessId, UUID importId) {
        return ImportReport.ofBusiness(businessId, importId).onItem().ifNull().failWith(() -> Problem.notFound()
                .exception());
    }
}
