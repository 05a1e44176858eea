package io.tresen.chat.rest;

import io.tresen.chat.CannedAnswers;
import io.tresen.chat.CannedAnswers.CannedAnswer;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Canned answers: everybody of the business uses them, owners and programs write them. */
@Path("/chat/v1/canned-answers")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CannedAnswersResource {

    private static final int TITLE = 60;

    private final CannedAnswers answers;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    CannedAnswersResource(
            CannedAnswers answers, IdempotencyKeys idempotency, Database database, Caller caller, BusinessClock clock) {
        this.answers = answers;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    public record CannedAnswerBody(@Schema(minLength = 1, maxLength = TITLE) String title, String text) {}

    /** By title. */
    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    public Page<CannedAnswer> list() {
        return new Page<>(database.read(tx -> answers.all(tx, caller.businessId())), new Page.Paging(null));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = CannedAnswer.class)))
    @APIResponse(responseCode = "409", description = "too-many: 200 at most")
    public Response add(CannedAnswerBody body) {
        check(body);
        return idempotency.optional(tx -> Answer.of(
                201,
                answers.add(tx, clock.now(), caller.businessId(), Ids.v7(), body.title(), body.text())
                        .orElseThrow(() -> Problem.of("too-many", 409, "There are as many as can be")
                                .because("At most " + CannedAnswers.MOST)
                                .exception())));
    }

    @PUT
    @Path("/{canned_answer_id}")
    public CannedAnswer change(@PathParam("canned_answer_id") UUID id, CannedAnswerBody body) {
        check(body);
        return database.inTransaction(
                        tx -> answers.change(tx, clock.now(), caller.businessId(), id, body.title(), body.text()))
                .orElseThrow(() -> Problem.notFound().exception());
    }

    @DELETE
    @Path("/{canned_answer_id}")
    @APIResponse(responseCode = "204", description = "Removed")
    public Response remove(@PathParam("canned_answer_id") UUID id) {
        if (!database.inTransaction(tx -> answers.remove(tx, caller.businessId(), id))) {
            throw Problem.notFound().exception();
        }
        return Response.noContent().build();
    }

    private static void check(CannedAnswerBody body) {
        Fields fields = new Fields();
        fields.text("/title", body.title(), 1, TITLE);
        fields.text("/text", body.text(), 1, Limits.TEXT_BODY.most());
        fields.check();
    }
}
