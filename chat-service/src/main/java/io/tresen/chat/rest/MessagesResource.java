package io.tresen.chat.rest;

import io.tresen.chat.ChatRejection;
import io.tresen.chat.Conversations;
import io.tresen.chat.DeliveredMarks;
import io.tresen.chat.MessageLog;
import io.tresen.chat.Posted;
import io.tresen.chat.Receiving;
import io.tresen.chat.StoredMessage;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The messages of a conversation (INTERFACE 3). */
@Path("/chat/v1/conversations/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    /** Bytes of a message: the longest that is allowed, an order of 100 lines, has less. */
    private static final int LARGEST = 128 * 1024;

    private final Receiving receiving;
    private final MessageLog log;
    private final DeliveredMarks marks;
    private final Conversations conversations;
    private final InboundReading reading;
    private final OwnConversation own;
    private final Waiting waiting;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    MessagesResource(
            Receiving receiving,
            MessageLog log,
            DeliveredMarks marks,
            Conversations conversations,
            InboundReading reading,
            OwnConversation own,
            Waiting waiting,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.receiving = receiving;
        this.log = log;
        this.marks = marks;
        this.conversations = conversations;
        this.reading = reading;
        this.own = own;
        this.waiting = waiting;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** The message's id, {@code wamid.…}. */
    public record MessageId(String id) {}

    /** A reported status: delivered, read or failed. */
    public record StatusReport(String status) {}

    /** The status that holds. */
    public record StatusView(String id, String status) {}

    private enum Reported {
        DELIVERED,
        READ,
        FAILED
    }

    @POST
    @KeyRequired
    @Allowed(Role.SHOPPER)
    @BodyLimit(LARGEST)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = InboundBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "Taken in and answered",
            content = @Content(schema = @Schema(implementation = MessageId.class)))
    public Response post(@PathParam("id") UUID id, byte[] body) {
        own.check(id);
        Posted posted = reading.read(body, caller.currency());
        return waiting.untilKnown(
                () -> take(id, posted, true), ChatRejection.NOT_KNOWN_YET::is, () -> take(id, posted, false));
    }

    private Response take(UUID id, Posted posted, boolean patient) {
        return idempotency.required(tx -> receiving
                .take(tx, clock.now(), caller.businessId(), id, posted, patient)
                .map(messageId -> Answer.of(201, new MessageId(messageId)))
                .orElseThrow(() -> Problem.notFound().exception()));
    }

    /** Ascending, behind {@code after}; what the shopper fetches is delivered by it. */
    @GET
    @Allowed(
            value = {Role.SHOPPER, Role.BUSINESS},
            agents = true)
    public Page<MessageView> list(
            @PathParam("id") UUID id, @QueryParam("after") String after, @QueryParam("limit") String limitText) {
        own.check(id);
        int limit = Page.limit(limitText);
        boolean shopper = caller.isShopper();
        MessageLog.Batch batch = database.inTransaction(tx -> {
            MessageLog.Batch found = log.behind(tx, caller.businessId(), id, position(tx, id, after), limit);
            List<StoredMessage> shown = found.messages();
            if (shopper && shown.stream().anyMatch(it -> it.status() == StoredMessage.Status.SENT)) {
                log.delivered(
                        tx, caller.businessId(), id, shown.get(shown.size() - 1).position());
            }
            return found;
        });
        List<StoredMessage> shown = batch.messages();
        return new Page<>(
                shown.stream()
                        .map(message -> MessageView.of(message, shopper, batch.readPosition()))
                        .toList(),
                new Page.Paging(batch.more() ? shown.get(shown.size() - 1).id() : null));
    }

    private long position(Tx tx, UUID id, String after) {
        if (conversations.shopperOf(tx, caller.businessId(), id).isEmpty()) {
            throw Problem.notFound().exception();
        }
        if (after == null) {
            return 0;
        }
        return log.find(tx, caller.businessId(), id, after)
                .map(StoredMessage::position)
                .orElseThrow(() -> Problem.parameter("after", "must be the id of a message of this conversation")
                        .exception());
    }

    /** Takes in what became of a message to the shopper; never backwards, and what a stream has sent did not fail. */
    @PUT
    @Path("/{message}/status")
    @Allowed(Role.SHOPPER)
    @Consumes(MediaType.APPLICATION_JSON)
    public StatusView report(@PathParam("id") UUID id, @PathParam("message") String message, StatusReport body) {
        own.check(id);
        Fields fields = new Fields();
        Reported reported = fields.word("/status", body.status(), Reported.class);
        fields.check();
        StoredMessage.Status status = StoredMessage.Status.valueOf(reported.name());
        UUID businessId = caller.businessId();
        return database.inTransaction(
                        tx -> log.report(tx, businessId, id, message, status, () -> marks.waiting(businessId, id)))
                .map(now -> new StatusView(message, MessageView.word(now)))
                .orElseThrow(() -> Problem.notFound().exception());
    }
}
