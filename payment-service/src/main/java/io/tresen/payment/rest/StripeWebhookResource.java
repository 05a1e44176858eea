package io.tresen.payment.rest;

import io.tresen.messaging.rest.Public;
import io.tresen.payment.provider.NewsDesk;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.provider.StripeWebhook;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where Stripe delivers its signed events. */
@Path("/payments/v1/providers/stripe/webhook")
@Public(counted = false)
public class StripeWebhookResource {

    private final StripeWebhook webhook;
    private final NewsDesk desk;
    private final Provider provider;

    StripeWebhookResource(StripeWebhook webhook, NewsDesk desk, Provider provider) {
        this.webhook = webhook;
        this.desk = desk;
        this.provider = provider;
    }

    /** 200 once the event is applied, was applied before, or says nothing to us; 400 when its signature does not hold. */
    @POST
    @Operation(summary = "Stripe's events")
    @APIResponse(responseCode = "400", description = "bad-signature")
    public Response take(@HeaderParam("Stripe-Signature") String signature, byte[] body) {
        webhook.read(body, signature).ifPresent(news -> desk.apply(provider.name(), news));
        return Response.ok().build();
    }
}
