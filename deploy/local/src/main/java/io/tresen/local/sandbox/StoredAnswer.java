package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/**
 * The first answer to a request with an idempotency key, given again to every repeat.
 *
 * @param request digest of method, path and parameters
 * @param atSeconds wall clock; kept for 24 hours as the real provider does
 */
record StoredAnswer(String key, String request, int status, String body, long atSeconds) {

    static final long KEPT_SECONDS = 24 * 3600;

    static StoredAnswer fromJournal(JsonObject json) {
        return new StoredAnswer(
                json.getString("key"),
                json.getString("request"),
                json.getInteger("status"),
                json.getString("body"),
                json.getLong("at"));
    }

    JsonObject toJournal() {
        return new JsonObject()
                .put("key", key)
                .put("request", request)
                .put("status", status)
                .put("body", body)
                .put("at", atSeconds);
    }
}
