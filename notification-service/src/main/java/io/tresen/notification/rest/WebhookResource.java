package io.tresen.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.webhook.WebhookDesk;
import io.tresen.messaging.webhook.WebhookEndpoints.Endpoint;
import io.tresen.notification.WebhookKinds;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the calling business's app is told of orders and payments (INTERFACE 9). */
@Path("/notifications/v1/webhook")
@Allowed(Role.BUSINESS)
@Tag(name = "Webhook")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

    private static final int SECRET = 255;
    private static final int MOST_EVENTS = 100;

    private final WebhookDesk desk;

    WebhookResource(WebhookDesk desk) {
        this.desk = desk;
    }

    /** The app's endpoint, the secret that signs, and the Avro record names it wants; {@code events} absent: all. */
    public record Subscription(
            String url,
            @Schema(minLength = 1, maxLength = SECRET) String secret,
            @Schema(minItems = 1, maxItems = MOST_EVENTS) List<String> events) {

        /** For logs: no secret. */
        @Override
        public String toString() {
            return "Subscription[" + url + "]";
        }
    }

    /** The endpoint as shown; the secret never is. {@code events} is absent where all are told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WebhookView(String url, List<String> events, Instant changedAt) {

        static WebhookView of(Endpoint endpoint) {
            return new WebhookView(endpoint.url(), endpoint.events(), endpoint.putAt());
        }
    }

    @PUT
    @Operation(summary = "Tell this endpoint of orders and payments; what waits goes there too")
    @APIResponse(responseCode = "200", description = "It is told from now on")
    @APIResponse(responseCode = "422", description = "invalid-fields")
    public WebhookView put(Subscription body) {
        Fields fields = new Fields();
        desk.url(fields, body.url());
        fields.text("/secret", body.secret(), 1, SECRET);
        List<String> events = fields.optionalList("/events", body.events(), 1, MOST_EVENTS);
        for (int i = 0; events != null && i < events.size(); i++) {
            if (!WebhookKinds.isOne(events.get(i))) {
                fields.add("/events/" + i, "must be the name of an event of orders or payments, such as OrderPlaced");
            }
        }
        fields.check();
        return WebhookView.of(desk.put(
                body.url(),
                body.secret(),
                events == null ? null : events.stream().distinct().toList()));
    }

    @GET
    @Operation(summary = "The endpoint that is told")
    @APIResponse(responseCode = "200", description = "It is told")
    @APIResponse(responseCode = "404", description = "not-found: nobody is told")
    public WebhookView read() {
        return WebhookView.of(desk.read());
    }

    @DELETE
    @Operation(summary = "Tell it no more; what waits is given up")
    @APIResponse(responseCode = "204", description = "Nobody is told any more")
    @APIResponse(responseCode = "404", description = "not-found")
    public void stop() {
        desk.stop();
    }
}
