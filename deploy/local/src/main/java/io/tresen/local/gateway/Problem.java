package io.tresen.local.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The gateway's own refusals, as problem documents with the same codes as the services' (DESIGN.md 8). */
record Problem(int status, String code, String title) {

    private static final int META_INVALID = 100;
    private static final int META_UNAVAILABLE = 131016;

    static final Problem NOT_FOUND = new Problem(404, "not-found", "There is nothing here for this caller");
    static final Problem METHOD = new Problem(405, "method-not-allowed", "This path does not know this method");
    static final Problem TOO_LARGE = new Problem(413, "content-too-large", "The body is too large");
    static final Problem UNAVAILABLE = new Problem(503, "unavailable", "The service can't answer at the moment");
    static final Problem UNREADABLE = new Problem(400, "malformed-request", "The request can't be read");
    static final Problem FIELDS = new Problem(422, "invalid-fields", "Some fields are against their rules");

    /** For bytes that are no request. */
    static Problem of(Throwable undecodable) {
        if (undecodable instanceof TooLongHttpLineException) {
            return new Problem(414, "uri-too-long", "The request target is too long");
        }
        return undecodable instanceof TooLongHttpHeaderException
                ? new Problem(431, "headers-too-large", "The request's headers are too large")
                : UNREADABLE;
    }

    /** Answers with it; {@code detail} may be null. An answer under way is cut off instead. */
    void answer(HttpServerResponse response, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "https://tresen.io/problems/" + code)
                .put("title", title)
                .put("status", status);
        if (detail != null) {
            body.put("detail", detail);
        }
        answer(response, "application/problem+json", body);
    }

    /** As above in Meta's error object, which the clients of the Cloud API's paths read (INTERFACE.md 4). */
    void answerAsMeta(HttpServerResponse response, String detail) {
        int number = status >= 500 ? META_UNAVAILABLE : META_INVALID;
        JsonObject error = new JsonObject()
                .put("message", "(#" + number + ") " + title)
                .put("type", "OAuthException")
                .put("code", number)
                .put(
                        "error_data",
                        new JsonObject()
                                .put("messaging_product", "whatsapp")
                                .put("details", detail == null ? title : detail))
                .put("fbtrace_id", UUID.randomUUID().toString());
        answer(response, "application/json", new JsonObject().put("error", error));
    }

    private void answer(HttpServerResponse response, String type, JsonObject body) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (status == 503) {
            response.putHeader("Retry-After", "2");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }
}
