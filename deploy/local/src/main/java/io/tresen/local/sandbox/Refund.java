package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/** One refund: Stripe's own JSON object. {@code pending} or {@code succeeded} at first; either may end otherwise. */
final class Refund {

    /** Ours, and never shown: when its final status comes, epoch milliseconds, and which one. */
    private static final String SETTLE_AT = "sandbox_settle_at_ms";

    private static final String SETTLE_TO = "sandbox_settle_to";

    private final JsonObject json;

    Refund(JsonObject json) {
        this.json = json;
    }

    static Refund of(PaymentIntent intent, long amount, String reason, JsonObject metadata, long nowSeconds) {
        return new Refund(new JsonObject()
                .put("id", Ids.next("re"))
                .put("object", "refund")
                .put("amount", amount)
                .put("charge", intent.latestCharge())
                .put("created", nowSeconds)
                .put("currency", intent.currency())
                .put("metadata", metadata)
                .put("payment_intent", intent.id())
                .put("reason", reason)
                .put("status", "succeeded"));
    }

    /** That refund now in {@code status}, which becomes {@code settleTo} at {@code settleAtMs}. */
    Refund awaiting(String status, String settleTo, long settleAtMs) {
        return new Refund(
                json.copy().put("status", status).put(SETTLE_TO, settleTo).put(SETTLE_AT, settleAtMs));
    }

    Refund settled() {
        JsonObject copy = json.copy();
        copy.remove(SETTLE_AT);
        String status = (String) copy.remove(SETTLE_TO);
        copy.put("status", status);
        if (status.equals("failed")) {
            copy.put("failure_reason", "lost_or_stolen_card");
        }
        return new Refund(copy);
    }

    String id() {
        return json.getString("id");
    }

    String intentId() {
        return json.getString("payment_intent");
    }

    String status() {
        return json.getString("status");
    }

    long amount() {
        return json.getLong("amount");
    }

    /** A failed refund gives the money back to the charge, so that it can be refunded again. */
    boolean counts() {
        return !status().equals("failed");
    }

    /** Epoch milliseconds; null once it is final. */
    Long settleAtMs() {
        return json.getLong(SETTLE_AT);
    }

    JsonObject toJournal() {
        return json;
    }

    JsonObject toApi() {
        JsonObject shown = json.copy();
        shown.remove(SETTLE_AT);
        shown.remove(SETTLE_TO);
        return shown;
    }
}
