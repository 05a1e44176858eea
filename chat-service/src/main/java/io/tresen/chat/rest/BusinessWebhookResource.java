package io.tresen.chat.rest;

import io.tresen.chat.ChatRejection;
import io.tresen.chat.webhook.Handshake;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.webhook.WebhookDesk;
import io.tresen.messaging.webhook.WebhookEndpoints.Endpoint;
import io.tresen.messaging.webhook.WebhookUrl;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where the calling business's app is told of messages and statuses (INTERFACE 2). */
@Path("/chat/v1/business/webhook")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BusinessWebhookResource {

    private static final int SECRET = 255;
    private static final ChatRejection NOT_VERIFIED = ChatRejection.WEBHOOK_NOT_VERIFIED;

    private final WebhookDesk desk;
    private final Handshake handshake;
    private final Caller caller;

    BusinessWebhookResource(WebhookDesk desk, Handshake handshake, Caller caller) {
        this.desk = desk;
        this.handshake = handshake;
        this.caller = caller;
    }

    /** The app's endpoint; the token is for the handshake alone, the secret signs. */
    public record Subscription(
            String url,
            @Schema(minLength = 1, maxLength = SECRET) String verifyToken,
            @Schema(minLength = 1, maxLength = SECRET) String appSecret) {

        /** For logs: no secret. */
        @Override
        public String toString() {
            return "Subscription[" + url + "]";
        }
    }

    /** The endpoint as shown; secrets never are. */
    public record WebhookView(String url, Instant verifiedAt) {

        static WebhookView of(Endpoint endpoint) {
            return new WebhookView(endpoint.url(), endpoint.putAt());
        }
    }

    @PUT
    @Operation(summary = "Tell this endpoint, once it has answered the handshake; what waits goes there too")
    @APIResponse(responseCode = "200", description = "Verified")
    @APIResponse(responseCode = "422", description = "webhook-not-verified, invalid-fields")
    @APIResponse(responseCode = "429", description = "The last one is still asked; Retry-After says when")
    public WebhookView put(Subscription body) {
        Fields fields = new Fields();
        WebhookUrl url = desk.url(fields, body.url());
        fields.text("/verify_token", body.verifyToken(), 1, SECRET);
        fields.text("/app_secret", body.appSecret(), 1, SECRET);
        fields.check();
        handshake.refusal(caller.businessId(), url, body.verifyToken()).ifPresent(why -> {
            throw Problem.of(NOT_VERIFIED.code(), NOT_VERIFIED.status(), NOT_VERIFIED.title())
                    .because(why)
                    .exception();
        });
        return WebhookView.of(desk.put(body.url(), body.appSecret(), null));
    }

    @GET
    @Operation(summary = "The endpoint that is told")
    @APIResponse(responseCode = "200", description = "It was verified")
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
