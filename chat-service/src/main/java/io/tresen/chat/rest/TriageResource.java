package io.tresen.chat.rest;

import io.tresen.chat.Businesses;
import io.tresen.chat.ConversationHistory;
import io.tresen.chat.Inbox;
import io.tresen.chat.Triage;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** One conversation: its detail, who looks after it, and its tags. */
@Path("/chat/v1/conversations/{id}")
@Allowed(value = Role.BUSINESS, agents = true)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TriageResource {

    private static final int MOST_TAGS = 20;
    static final int TAG = 40;

    private final Inbox inbox;
    private final Triage triage;
    private final ConversationHistory history;
    private final Businesses businesses;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    TriageResource(
            Inbox inbox,
            Triage triage,
            ConversationHistory history,
            Businesses businesses,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.inbox = inbox;
        this.triage = triage;
        this.history = history;
        this.businesses = businesses;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** {@code staff_id} null: nobody. */
    public record Assignment(String staffId) {}

    public record Tags(@Schema(maxItems = MOST_TAGS) List<String> tags) {}

    @GET
    public ConversationView read(@PathParam("id") UUID id) {
        return database.read(tx -> view(tx, id));
    }

    @PUT
    @Path("/assignment")
    @APIResponse(responseCode = "422", description = "invalid-fields, unknown-staff")
    public ConversationView assign(@PathParam("id") UUID id, Assignment body) {
        Fields fields = new Fields();
        UUID staffId = fields.optionalUuid("/staff_id", body.staffId());
        fields.check();
        return database.inTransaction(tx -> {
            require(triage.assign(tx, clock.now(), caller.businessId(), id, staffId, caller.by()));
            return view(tx, id);
        });
    }

    @PUT
    @Path("/tags")
    public ConversationView tag(@PathParam("id") UUID id, Tags body) {
        Fields fields = new Fields();
        List<String> tags = fields.list("/tags", body.tags(), 0, MOST_TAGS);
        for (int i = 0; tags != null && i < tags.size(); i++) {
            fields.text("/tags/" + i, tags.get(i), 1, TAG);
        }
        fields.check();
        List<String> once =
                List.copyOf(new LinkedHashSet<>(tags.stream().map(String::strip).toList()));
        return database.inTransaction(tx -> {
            require(triage.tag(tx, clock.now(), caller.businessId(), id, once, caller.by()));
            return view(tx, id);
        });
    }

    private ConversationView view(Tx tx, UUID id) {
        UUID tenant = caller.businessId();
        Inbox.Detail detail =
                inbox.find(tx, tenant, id).orElseThrow(() -> Problem.notFound().exception());
        return ConversationView.of(detail, businesses.get(tx, tenant), history.of(tx, tenant, id));
    }

    private static void require(boolean found) {
        if (!found) {
            throw Problem.notFound().exception();
        }
    }
}
