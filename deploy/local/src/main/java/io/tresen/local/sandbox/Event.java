package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/**
 * A signed event on its way to the shop's webhook.
 *
 * @param body the JSON text that is signed; the same at every attempt
 * @param sendAtMs not before, epoch milliseconds
 * @param copies how often it is delivered at the same time; 2 while {@link Fault#DUPLICATE_WEBHOOK} is on
 */
record Event(String id, String type, String body, long sendAtMs, int copies) {

    /** Must equal that of the official library, or it hands out an empty object. */
    static final String API_VERSION = "2025-09-30.clover";

    static Event of(String type, JsonObject object, long sendAtMs, int copies) {
        String id = Ids.next("evt");
        JsonObject body = new JsonObject()
                .put("id", id)
                .put("object", "event")
                .put("api_version", API_VERSION)
                .put("created", sendAtMs / 1000)
                .put("data", new JsonObject().put("object", object))
                .put("livemode", false)
                .put("pending_webhooks", 1)
                .put("request", new JsonObject().put("id", null).put("idempotency_key", null))
                .put("type", type);
        return new Event(id, type, body.encode(), sendAtMs, copies);
    }

    static Event fromJournal(JsonObject json) {
        return new Event(
                json.getString("id"),
                json.getString("type"),
                json.getString("body"),
                json.getLong("send_at"),
                json.getInteger("copies"));
    }

    JsonObject toJournal() {
        return new JsonObject()
                .put("id", id)
                .put("type", type)
                .put("body", body)
                .put("send_at", sendAtMs)
                .put("copies", copies);
    }
}
