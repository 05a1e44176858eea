package io.tresen.local.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What the sandbox has beyond Stripe: its book, its fault switch, and the page where a card holder approves. */
final class SandboxPages {

    private static final String ACTION = "/sandbox/action/";

    private final Book book;
    private final PaymentIntents intents;
    private final Consequences consequences;

    SandboxPages(Book book, PaymentIntents intents, Consequences consequences) {
        this.book = book;
        this.intents = intents;
        this.consequences = consequences;
    }

    void handle(HttpServerRequest request, Buffer body) {
        String path = request.path();
        String method = request.method().name();
        if (path.equals("/sandbox/health")) {
            json(request, 200, new JsonObject().put("status", "UP"));
        } else if (path.equals("/sandbox/book") && method.equals("GET")) {
            consequences.commit(new Change()).onSuccess(durable -> json(request, 200, charges()));
        } else if (path.equals("/sandbox/faults")) {
            faults(request, method, body);
        } else if (path.startsWith(ACTION)) {
            act(request, path.substring(ACTION.length()));
        } else {
            json(request, 404, new JsonObject().put("error", "not found"));
        }
    }

    /** Every payment intent with what was charged and refunded, oldest first; amounts in the provider's minor units. */
    private JsonObject charges() {
        JsonArray data = new JsonArray();
        for (PaymentIntent intent : book.intents()) {
            JsonArray refunds = new JsonArray();
            book.refundsOf(intent.id())
                    .forEach(refund -> refunds.add(new JsonObject()
                            .put("refund", refund.id())
                            .put("amount", refund.amount())
                            .put("status", refund.status())
                            .put("metadata", refund.toApi().getJsonObject("metadata"))));
            data.add(new JsonObject()
                    .put("payment_intent", intent.id())
                    .put("metadata", intent.metadata())
                    .put("currency", intent.currency())
                    .put("amount", intent.amount())
                    .put("amount_received", intent.received())
                    .put("status", intent.status())
                    .put("created", intent.createdSeconds())
                    .put("refunds", refunds));
        }
        return new JsonObject().put("data", data);
    }

    private void faults(HttpServerRequest request, String method, Buffer body) {
        if (method.equals("PUT")) {
            Optional<Fault> wanted = wanted(body);
            if (wanted.isEmpty()) {
                json(request, 422, new JsonObject().put("error", "provider names no fault"));
                return;
            }
            consequences.commit(new Change().with(wanted.get())).onSuccess(durable -> json(request, 200, fault()));
        } else {
            json(request, 200, fault());
        }
    }

    private static Optional<Fault> wanted(Buffer body) {
        try {
            return body.toJsonObject().getValue("provider") instanceof String word ? Fault.of(word) : Optional.empty();
        } catch (DecodeException | ClassCastException unreadable) {
            return Optional.empty();
        }
    }

    private JsonObject fault() {
        return new JsonObject().put("provider", book.fault().word());
    }

    /**
     * Opening the page approves, so that a script needs nothing but the link; {@code ?outcome=decline} refuses. The
     * shopper goes on to the return URL with what Stripe adds to it.
     */
    private void act(HttpServerRequest request, String id) {
        PaymentIntent intent;
        try {
            intent = book.intent(id);
        } catch (StripeError none) {
            json(request, none.status, none.body());
            return;
        }
        boolean approved = !"decline".equals(request.getParam("outcome"));
        String returnUrl = intent.returnUrl();
        consequences.commit(intents.acted(id, approved)).onSuccess(durable -> {
            String result = book.intent(id).is("succeeded") ? "succeeded" : "failed";
            if (returnUrl != null) {
                String more = "payment_intent=" + id + "&redirect_status=" + result;
                request.response()
                        .setStatusCode(303)
                        .putHeader("Location", returnUrl + (returnUrl.contains("?") ? "&" : "?") + more)
                        .end();
            } else {
                request.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end("<!doctype html><title>Payment sandbox</title><p>The payment has " + result + ".</p>");
            }
        });
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
