package io.tresen.chat.rest;

import io.tresen.chat.ChatRejection;
import io.tresen.chat.Inbox;
import io.tresen.chat.Talking;
import io.tresen.chat.assistant.Messages;
import io.tresen.chat.assistant.RetailerId;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
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
import io.tresen.messaging.rest.Text;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The business's side of its conversations: list, hand over, answer as a person (INTERFACE 4). */
@Path("/chat/v1/conversations")
@Allowed(value = Role.BUSINESS, agents = true)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {

    private static final int SHORTEST_SEARCH = 2;
    private static final int LONGEST_SEARCH = 100;

    private final Inbox inbox;
    private final Talking talking;
    private final Waiting waiting;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    ConversationsResource(
            Inbox inbox,
            Talking talking,
            Waiting waiting,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.inbox = inbox;
        this.talking = talking;
        this.waiting = waiting;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** As the list is described. */
    public record Lines(List<Inbox.Line> data, Page.Paging paging) {}

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

    /** A person's answer: a text, or the sheet of a product. */
    public record Spoken(String type, InboundBody.TextPart text, ProductPart product) {}

    public record ProductPart(String retailerId) {}

    private enum Kind {
        TEXT,
        PRODUCT
    }

    /** {@code q}: some letters of what was said or of the shopper's name. A browser that asks again and again sends the ETag. */
    @GET
    @APIResponse(
            responseCode = "200",
            description = "A page, the last written in first",
            content = @Content(schema = @Schema(implementation = Lines.class)))
    @APIResponse(responseCode = "304", description = "As it was")
    public Response list(
            @Parameter(description = "bot, human or closed") @QueryParam("status") String status,
            @QueryParam("q") String text,
            @Parameter(description = "me, none or a staff id") @QueryParam("assigned_to") String assignedTo,
            @QueryParam("tag") String tag,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText,
            @Context Request request) {
        int limit = Page.limit(limitText);
        Inbox.Filter filter = filter(status, text, assignedTo, tag);
        Cursor after = Cursor.read(cursorText, Instant.class, UUID.class);
        List<Inbox.Line> rows = database.read(tx -> inbox.page(
                tx,
                caller.businessId(),
                filter,
                after == null ? null : after.time(0),
                after == null ? null : after.uuid(1),
                limit + 1));
        Page<Inbox.Line> page =
                Page.of(rows, limit, line -> line, line -> Cursor.of(line.lastMessageAt(), line.conversationId()));
        EntityTag tagOfPage = new EntityTag(Secrets.hash(page.toString()));
        Response.ResponseBuilder asItWas = request.evaluatePreconditions(tagOfPage);
        return (asItWas == null ? Response.ok(page) : asItWas)
                .tag(tagOfPage)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    private Inbox.Filter filter(String statusText, String text, String assignedTo, String tag) {
        Status status = Params.word("status", statusText, Status.class);
        if (text != null && (Text.length(text.strip()) < SHORTEST_SEARCH || Text.length(text) > LONGEST_SEARCH)) {
            throw Problem.parameter("q", "must have " + SHORTEST_SEARCH + " to " + LONGEST_SEARCH + " characters")
                    .exception();
        }
        if (tag != null && Text.length(tag) > TriageResource.TAG) {
            throw Problem.parameter("tag", "must have at most " + TriageResource.TAG + " characters")
                    .exception();
        }
        boolean none = "none".equals(assignedTo);
        UUID whose = "me".equals(assignedTo) ? caller.subject() : Params.uuid("assigned_to", none ? null : assignedTo);
        return new Inbox.Filter(status == null ? null : MessageView.word(status), whose, none, tag, text);
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
            if (!talking.hand(tx, clock.now(), caller.businessId(), id, to == Target.HUMAN, caller.by())) {
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
        Kind kind = fields.optionalWord("/type", body.type(), Kind.class);
        boolean product = kind == Kind.PRODUCT;
        if (product && fields.required("/product", body.product()) != null) {
            String retailerId =
                    fields.required("/product/retailer_id", body.product().retailerId());
            if (retailerId != null && !RetailerId.isValid(retailerId)) {
                fields.add("/product/retailer_id", RetailerId.CURE);
            }
        }
        if (!product && fields.required("/text", body.text()) != null) {
            fields.text("/text/body", body.text().body(), 1, Limits.TEXT_BODY.most());
        }
        fields.check();
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get();
        }
        database.run(tx -> talking.count(tx, caller.businessId()));
        return waiting.untilKnown(
                () -> say(id, body, product, true),
                ChatRejection.NOT_KNOWN_YET::is,
                () -> say(id, body, product, false));
    }

    private Response say(UUID id, Spoken body, boolean product, boolean patient) {
        return idempotency.optional(tx -> said(tx, id, body, product, patient)
                .map(messageId -> Answer.of(201, new MessagesResource.MessageId(messageId)))
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    private Optional<String> said(Tx tx, UUID id, Spoken body, boolean product, boolean patient) {
        UUID tenant = caller.businessId();
        return product
                ? talking.show(tx, clock.now(), tenant, id, body.product().retailerId(), caller.by(), patient)
                : talking.answer(
                        tx, clock.now(), tenant, id, Messages.text(body.text().body()), caller.by());
    }
}
