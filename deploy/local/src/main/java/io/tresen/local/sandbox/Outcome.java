package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/**
 * What a command decided: the answer, what must be durable before it is given, and how it is given.
 *
 * @param replayed true where this is the stored answer to an earlier request with the same key
 */
record Outcome(int status, String body, Change change, Manner manner, boolean replayed) {

    /** When the answer goes out. */
    enum Manner {
        AT_ONCE,
        /** After the change's event was tried once. */
        AFTER_EVENT,
        /** Not at all: the connection is held open for the hang, then cut. */
        NEVER
    }

    static Outcome of(JsonObject body) {
        return of(body, new Change());
    }

    static Outcome of(JsonObject body, Change change) {
        return new Outcome(200, body.encode(), change, Manner.AT_ONCE, false);
    }

    static Outcome refused(StripeError error, Change change) {
        return new Outcome(error.status, error.body().encode(), change, Manner.AT_ONCE, false);
    }

    static Outcome replay(StoredAnswer answer) {
        return new Outcome(answer.status(), answer.body(), new Change(), Manner.AT_ONCE, true);
    }

    Outcome given(Manner other) {
        return new Outcome(status, body, change, other, replayed);
    }
}
