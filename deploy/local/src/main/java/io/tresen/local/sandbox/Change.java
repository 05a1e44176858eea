package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/** What becomes durable together: one line of the journal. Whole states and not differences, so replaying is putting. */
final class Change {

    private final JsonObject line;

    Change() {
        this(new JsonObject());
    }

    private Change(JsonObject line) {
        this.line = line;
    }

    static Change parse(String text) {
        return new Change(new JsonObject(text));
    }

    Change with(PaymentIntent intent) {
        line.put("intent", intent.toJournal());
        return this;
    }

    Change with(Refund refund) {
        line.put("refund", refund.toJournal());
        return this;
    }

    Change with(Event event) {
        line.put("event", event.toJournal());
        return this;
    }

    Change with(StoredAnswer answer) {
        line.put("answer", answer.toJournal());
        return this;
    }

    Change with(Fault fault) {
        line.put("fault", fault.word());
        return this;
    }

    /** The event of that id reached the webhook. */
    Change delivered(String eventId) {
        line.put("delivered", eventId);
        return this;
    }

    PaymentIntent intent() {
        JsonObject json = line.getJsonObject("intent");
        return json == null ? null : new PaymentIntent(json);
    }

    Refund refund() {
        JsonObject json = line.getJsonObject("refund");
        return json == null ? null : new Refund(json);
    }

    Event event() {
        JsonObject json = line.getJsonObject("event");
        return json == null ? null : Event.fromJournal(json);
    }

    StoredAnswer answer() {
        JsonObject json = line.getJsonObject("answer");
        return json == null ? null : StoredAnswer.fromJournal(json);
    }

    Fault fault() {
        return line.containsKey("fault") ? Fault.of(line.getString("fault")).orElse(Fault.NONE) : null;
    }

    String delivered() {
        return line.getString("delivered");
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    String text() {
        return line.encode();
    }
}
