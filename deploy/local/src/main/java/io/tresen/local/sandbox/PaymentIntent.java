package io.tresen.local.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * One payment intent: Stripe's own JSON object and its transitions, each giving a new one.
 *
 * <pre>
 * requires_payment_method ⇄ requires_confirmation ──▶ succeeded
 *          ▲ declined            │  ├─▶ processing ──▶ succeeded
 *          └─────────────────────┘  └─▶ requires_action ──▶ succeeded | requires_payment_method
 * any requires_* ──▶ canceled
 * </pre>
 */
final class PaymentIntent {

    static final String DECLINED_CODE = "card_declined";
    static final String DECLINED_MESSAGE = "Your card was declined.";
    /** Ours, and never shown: when a processing payment is to succeed, epoch milliseconds. */
    private static final String SETTLE_AT = "sandbox_settle_at_ms";

    private final JsonObject json;

    PaymentIntent(JsonObject json) {
        this.json = json;
    }

    static PaymentIntent created(
            long amount, String currency, JsonObject metadata, String description, long nowSeconds) {
        String id = Ids.next("pi");
        return new PaymentIntent(new JsonObject()
                .put("id", id)
                .put("object", "payment_intent")
                .put("amount", amount)
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .put("canceled_at", null)
                .put("cancellation_reason", null)
                .put("capture_method", "automatic")
                .put("client_secret", id + "_secret_" + Ids.next("s"))
                .put("confirmation_method", "automatic")
                .put("created", nowSeconds)
                .put("currency", currency)
                .put("description", description)
                .put("last_payment_error", null)
                .put("latest_charge", null)
                .put("livemode", false)
                .put("metadata", metadata)
                .put("next_action", null)
                .put("payment_method", null)
                .put("payment_method_types", new JsonArray().add("card"))
                .put("status", "requires_payment_method"));
    }

    PaymentIntent withPaymentMethod(String token) {
        return changed(new JsonObject()
                .put("payment_method", token)
                .put("latest_charge", null)
                .put("status", "requires_confirmation"));
    }

    PaymentIntent succeeded(long received) {
        return changed(charged("succeeded").put("amount_received", received)).without(SETTLE_AT);
    }

    PaymentIntent processingUntil(long settleAtMs) {
        return changed(charged("processing").put(SETTLE_AT, settleAtMs));
    }

    PaymentIntent declined(String declineCode) {
        JsonObject charged = charged("requires_payment_method");
        JsonObject error = new JsonObject()
                .put("type", "card_error")
                .put("charge", charged.getString("latest_charge"))
                .put("code", DECLINED_CODE)
                .put("decline_code", declineCode)
                .put("message", DECLINED_MESSAGE)
                .put("payment_method", paymentMethodObject());
        return changed(charged.put("payment_method", null).put("last_payment_error", error));
    }

    PaymentIntent requiresAction(String pageUrl, String returnUrl) {
        JsonObject redirect = new JsonObject().put("url", pageUrl).put("return_url", returnUrl);
        JsonObject action = new JsonObject().put("type", "redirect_to_url").put("redirect_to_url", redirect);
        return changed(new JsonObject().put("status", "requires_action").put("next_action", action));
    }

    PaymentIntent canceled(String reason, long nowSeconds) {
        return changed(new JsonObject()
                .put("status", "canceled")
                .put("next_action", null)
                .put("canceled_at", nowSeconds)
                .put("cancellation_reason", reason));
    }

    private JsonObject charged(String status) {
        return new JsonObject()
                .put("status", status)
                .put("next_action", null)
                .put("last_payment_error", null)
                .put(
                        "latest_charge",
                        status.equals("succeeded") && latestCharge() != null ? latestCharge() : Ids.next("ch"));
    }

    private JsonObject paymentMethodObject() {
        return new JsonObject()
                .put("id", paymentMethod())
                .put("object", "payment_method")
                .put("type", "card")
                .put("livemode", false);
    }

    private PaymentIntent changed(JsonObject changes) {
        return new PaymentIntent(json.copy().mergeIn(changes));
    }

    private PaymentIntent without(String name) {
        JsonObject copy = json.copy();
        copy.remove(name);
        return new PaymentIntent(copy);
    }

    String id() {
        return json.getString("id");
    }

    String status() {
        return json.getString("status");
    }

    boolean is(String status) {
        return status.equals(status());
    }

    /** Before any end, and not in the bank's hands: confirm and cancel are allowed. */
    boolean isOpen() {
        return status().startsWith("requires_");
    }

    long amount() {
        return json.getLong("amount");
    }

    long received() {
        return json.getLong("amount_received");
    }

    String currency() {
        return json.getString("currency");
    }

    String paymentMethod() {
        return json.getString("payment_method");
    }

    String latestCharge() {
        return json.getString("latest_charge");
    }

    JsonObject metadata() {
        return json.getJsonObject("metadata");
    }

    JsonObject lastError() {
        return json.getJsonObject("last_payment_error");
    }

    /** Where the card holder goes after approving; null when the client named no place. */
    String returnUrl() {
        JsonObject action = json.getJsonObject("next_action");
        return action == null ? null : action.getJsonObject("redirect_to_url").getString("return_url");
    }

    /** Epoch milliseconds; null unless it is processing. */
    Long settleAtMs() {
        return json.getLong(SETTLE_AT);
    }

    long createdSeconds() {
        return json.getLong("created");
    }

    /** As kept in the journal. */
    JsonObject toJournal() {
        return json;
    }

    /** As shown to a client. */
    JsonObject toApi() {
        return without(SETTLE_AT).json;
    }
}
