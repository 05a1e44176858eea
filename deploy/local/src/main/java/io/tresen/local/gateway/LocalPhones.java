package io.tresen.local.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The local platform's stand-in for telephones: {@code POST /local/phones} is where chat-service hands its codes, which an
 * operator's gateway would send on; here they are shown. {@code GET /local/phones?number=} answers {@code {"data": [{to, method,
 * text, code, at}]}}, the newest first; each is a line of this process's log too. On loopback alone, and forgotten at its end.
 */
final class LocalPhones {

    private static final int MOST = 100;

    private final Deque<JsonObject> messages = new ArrayDeque<>();

    /** A message comes in; one that is told again under the same id is the same. */
    void take(HttpServerRequest request, JsonObject body) {
        if (!(body.getValue("to") instanceof String to) || !(body.getValue("text") instanceof String text)) {
            Problem.UNREADABLE.answer(request.response(), "to and text are strings");
            return;
        }
        Object id = body.getValue("id");
        if (messages.stream().noneMatch(it -> id != null && id.equals(it.getValue("id")))) {
            messages.addFirst(new JsonObject()
                    .put("id", id)
                    .put("to", to)
                    .put("method", body.getValue("method"))
                    .put("text", text)
                    .put("code", body.getValue("code"))
                    .put("at", Instant.now().toString()));
            if (messages.size() > MOST) {
                messages.removeLast();
            }
            System.out.println(("voice".equals(body.getValue("method")) ? "Call to " : "SMS to ") + to + ": " + text);
        }
        request.response().setStatusCode(204).end();
    }

    /** What came; {@code number} alone, where the query names one. */
    void show(HttpServerRequest request) {
        String number = request.getParam("number");
        JsonArray data = new JsonArray();
        messages.stream()
                .filter(it -> number == null || number.equals(it.getString("to")))
                .forEach(data::add);
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject().put("data", data).encode());
    }
}
