package io.tresen.local.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The gateway's own refusals, as problem documents with the same codes as the services' (DESIGN.md 8). */
record Problem(int status, String code, String title) {

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
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", "https://tresen.io/problems/" + code)
                .put("title", title)
                .put("status", status);
        if (detail != null) {
            body.put("detail", detail);
        }
        if (status == 503) {
            response.putHeader("Retry-After", "2");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.encode());
    }
}
