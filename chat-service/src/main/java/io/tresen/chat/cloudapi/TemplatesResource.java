package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.Templates;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateCreation;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Message templates (Meta's Business Management API): created ones are approved at once. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{waba_id}/message_templates")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class TemplatesResource {

    private final Templates templates;
    private final OwnNumber own;
    private final Json json;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    TemplatesResource(
            Templates templates,
            OwnNumber own,
            Json json,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.templates = templates;
        this.own = own;
        this.json = json;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** Meta's answer to a creation. */
    public record Created(String id, String status, String category) {}

    /** Meta's paging: {@code next} is absent on the last page. */
    public record TemplatePage(List<TemplateView> data, Paging paging) {
        public record Paging(Cursors cursors) {}

        @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
        public record Cursors(String after) {}
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = JsonNode.class)))
    @APIResponse(
            responseCode = "200",
            description = "Created and approved",
            content = @Content(schema = @Schema(implementation = Created.class)))
    public Response create(@PathParam("waba_id") String wabaId, byte[] body) {
        database.read(tx -> own.byWabaId(tx, wabaId));
        TemplateCreation wished = TemplateCreation.read(json.tree(body));
        return idempotency.optional(tx -> {
            Template made = templates.create(tx, clock.now(), caller.businessId(), wished);
            return Answer.of(
                    200,
                    new Created(made.id(), made.status().name(), made.category().name()));
        });
    }

    @GET
    public TemplatePage list(
            @PathParam("waba_id") String wabaId,
            @QueryParam("name") String name,
            @QueryParam("name_or_content") String nameOrContent,
            @QueryParam("language") String language,
            @QueryParam("category") String category,
            @QueryParam("status") String status,
            @QueryParam("limit") String limitText,
            @QueryParam("after") String afterText) {
        int limit = Page.limit(limitText);
        Cursor after = Cursor.read(afterText, String.class, String.class);
        Templates.Filter filter = new Templates.Filter(name, nameOrContent, language, category, status);
        List<TemplateView> found = database
                .read(tx -> {
                    own.byWabaId(tx, wabaId);
                    return templates.page(
                            tx,
                            caller.businessId(),
                            filter,
                            after == null ? "" : after.text(0),
                            after == null ? "" : after.text(1),
                            limit + 1);
                })
                .stream()
                .map(TemplateView::of)
                .toList();
        boolean more = found.size() > limit;
        List<TemplateView> shown = more ? found.subList(0, limit) : found;
        TemplateView last = more ? shown.get(limit - 1) : null;
        return new TemplatePage(
                shown,
                new TemplatePage.Paging(new TemplatePage.Cursors(
                        last == null
                                ? null
                                : Cursor.of(last.name(), last.language()).toString())));
    }

    @DELETE
    public Success remove(
            @PathParam("waba_id") String wabaId, @QueryParam("name") String name, @QueryParam("hsm_id") String id) {
        if (name == null) {
            throw MetaError.INVALID_PARAMETER.because("name is required").exception();
        }
        boolean removed = database.inTransaction(tx -> {
            own.byWabaId(tx, wabaId);
            return templates.remove(tx, caller.businessId(), name, id);
        });
        if (!removed) {
            throw MetaError.INVALID_PARAMETER
                    .because("name is no template of this account")
                    .exception();
        }
        return new Success(true);
    }
}
