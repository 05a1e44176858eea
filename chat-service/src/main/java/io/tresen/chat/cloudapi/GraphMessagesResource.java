package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.Business;
import io.tresen.chat.ChatRejection;
import io.tresen.chat.Marking;
import io.tresen.chat.Sending;
import io.tresen.chat.message.Request;
import io.tresen.chat.message.RequestReading;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A business app sends a message, or marks one as read: Meta's request, response and errors. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/messages")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GraphMessagesResource {

    private final Sending sending;
    private final Marking marking;
    private final OwnNumber own;
    private final Waiting waiting;
    private final Json json;
    private final IdempotencyKeys idempotency;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    GraphMessagesResource(
            Sending sending,
            Marking marking,
            OwnNumber own,
            Waiting waiting,
            Json json,
            IdempotencyKeys idempotency,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.sending = sending;
        this.marking = marking;
        this.own = own;
        this.waiting = waiting;
        this.json = json;
        this.idempotency = idempotency;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** Meta's answer: to whom it went, and the message's id. */
    public record Accepted(String messagingProduct, List<Contact> contacts, List<Message> messages) {

        /** {@code input}: as the caller wrote it. */
        public record Contact(String input, String waId) {}

        public record Message(String id) {}
    }

    @POST
    @RequestBody(
            description = "Meta's message object, or a message to be marked as read",
            content = @Content(schema = @Schema(implementation = JsonNode.class)))
    @APIResponse(
            responseCode = "200",
            description = "Accepted; marking as read answers {\"success\": true}",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Response post(@PathParam("phone_number_id") String phoneNumberId, byte[] body) {
        database.read(tx -> own.byPhoneNumberId(tx, phoneNumberId));
        Request request = RequestReading.read(json.tree(body));
        Optional<Response> first = idempotency.replayed();
        if (first.isPresent()) {
            return first.get(); // sends nothing, so it counts for no rate
        }
        if (request instanceof Request.Send) {
            database.run(tx -> sending.count(tx, caller.businessId()));
        }
        return waiting.untilKnown(
                () -> idempotency.optional(tx -> carryOut(tx, phoneNumberId, request, true)),
                ChatRejection.NOT_KNOWN_YET::is,
                () -> idempotency.optional(tx -> carryOut(tx, phoneNumberId, request, false)));
    }

    private Answer carryOut(Tx tx, String phoneNumberId, Request request, boolean patient) {
        Business business = own.byPhoneNumberId(tx, phoneNumberId);
        if (request instanceof Request.Send send) {
            Sending.Sent sent = sending.send(tx, clock.now(), business, send, patient);
            return Answer.of(
                    200,
                    new Accepted(
                            "whatsapp",
                            List.of(new Accepted.Contact(send.to(), sent.waId())),
                            List.of(new Accepted.Message(sent.messageId()))));
        }
        Request.MarkRead mark = (Request.MarkRead) request;
        marking.read(tx, clock.now(), business.id(), mark.messageId(), mark.typing());
        return Answer.of(200, new Success(true));
    }
}
