package io.tresen.chat.rest;

import io.tresen.chat.Conversations;
import io.tresen.chat.Talking;
import io.tresen.chat.assistant.Messages;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The business's side of its conversations: list, hand over, answer as a person (INTERFACE 4). */
@Path("/chat/v1/conversations")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {

    private final Conversations conversations;
    private final Talking talking;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    ConversationsResource(
            Conversations conversations,
            Talking talking,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.conversations = conversations;
        this.talking = talking;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** The words of the list's filter. */
    public enum Status {
        BOT,
        HUMAN,
        CLOSED
    }

    /** To whom. */
    public enum Target {
        HUMAN,
        ASSISTANT
    }

    public record Handover(String to) {}

    public record HandedOver(UUID conversationId, String status) {}

    /** A person's answer: a text message. */
    public record Spoken(String type, InboundBody.TextPart text) {}

    @GET
    public Page<Conversations.Line> list(
            @QueryParam("status") String statusText,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText) {
        int limit = Page.limit(limitText);
        Status status = Params.word("status", statusText, Status.class);
        Cursor after = Cursor.read(cursorText, Instant.class, UUID.class);
        List<Conversations.Line> rows = database.read(tx -> conversations.page(
                tx,
                caller.businessId(),
                status == null ? null : status.name().toLowerCase(Locale.ROOT),
                after == null ? null : after.time(0),
                after == null ? null : after.uuid(1),
                limit + 1));
        return Page.of(rows, limit, line -> line, line -> Cursor.of(line.lastMessageAt(), line.conversationId()));
    }

    @POST
    @Path("/{id}/handover")
    @APIResponse(
            responseCode = "200",
            description = "Handed over",
            content = @Content(schema = @Schema(implementation = HandedOver.class)))
    public Response handOver(@PathParam("id") UUID id, Handover body) {
        Fields fields = new Fields();
        Target to = fields.word("/to", body.to(), Target.class);
        fields.check();
        return idempotency.optional(tx -> {
            if (!talking.hand(tx, clock.now(), caller.businessId(), id, to == Target.HUMAN)) {
                throw Problem.notFound().exception();
            }
            return Answer.of(200, new HandedOver(id, MessageView.word(to == Target.HUMAN ? Status.HUMAN : Status.BOT)));
        });
    }

    @POST
    @Path("/{id}/replies")
    @APIResponse(
            responseCode = "201",
            description = "Said",
            content = @Content(schema = @Schema(implementation = MessagesResource.MessageId.class)))
    public Response reply(@PathParam("id") UUID id, Spoken body) {
        Fields fields = new Fields();
        if (body.type() != null && !body.type().equals("text")) {
            fields.add("/type", "must be text");
        }
        if (fields.required("/text", body.text()) != null) {
            fields.text("/text/body", body.text().body(), 1, Limits.TEXT_BODY.most());
        }
        fields.check();
        return idempotency.optional(tx -> talking.answer(
                        tx,
                        clock.now(),
                        caller.businessId(),
                        id,
                        Messages.text(body.text().body()))
                .map(messageId -> Answer.of(201, new MessagesResource.MessageId(messageId)))
                .orElseThrow(() -> Problem.notFound().exception()));
    }
}
