package io.tresen.local.sandbox;

import io.vertx.core.json.JsonObject;

/** A refusal in Stripe's form: a status and {@code {"error": {type, code, message, param, payment_intent}}}. */
final class StripeError extends RuntimeException {

    final int status;
    private final JsonObject error;

    private StripeError(int status, String type, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = new JsonObject().put("type", type).put("message", message);
        if (code != null) {
            error.put("code", code);
        }
    }

    JsonObject body() {
        return new JsonObject().put("error", error);
    }

    private StripeError with(String name, Object value) {
        if (value != null) {
            error.put(name, value);
        }
        return this;
    }

    /** 400: a parameter is missing or wrong. */
    static StripeError invalid(String code, String message, String param) {
        return new StripeError(400, "invalid_request_error", code, message).with("param", param);
    }

    /** 404: no object of that id. */
    static StripeError missing(String kind, String id, String param) {
        return new StripeError(404, "invalid_request_error", "resource_missing", "No such " + kind + ": '" + id + "'")
                .with("param", param);
    }

    /** 400: a parameter names an object that is not there. */
    static StripeError noSuch(String kind, String id, String param) {
        return invalid("resource_missing", "No such " + kind + ": '" + id + "'", param);
    }

    /** 404: no such path. */
    static StripeError unknownPath(String method, String path) {
        return new StripeError(
                404, "invalid_request_error", null, "Unrecognized request URL (" + method + ": " + path + ")");
    }

    /** 401: no key, or one that is not a test key. */
    static StripeError unauthorized() {
        return new StripeError(401, "invalid_request_error", null, "You did not provide a valid API key.");
    }

    /** 400: the intent's status does not allow it; the intent comes along, so that the caller sees its status. */
    static StripeError unexpectedState(PaymentIntent intent, String verb) {
        String message =
                "You cannot " + verb + " this PaymentIntent because it has a status of " + intent.status() + ".";
        return new StripeError(400, "invalid_request_error", "payment_intent_unexpected_state", message)
                .with("payment_intent", intent.toApi());
    }

    /** 402: the card was declined; the intent comes along. */
    static StripeError declined(PaymentIntent intent) {
        StripeError refusal =
                new StripeError(402, "card_error", PaymentIntent.DECLINED_CODE, PaymentIntent.DECLINED_MESSAGE);
        refusal.error.mergeIn(intent.lastError());
        return refusal.with("payment_intent", intent.toApi());
    }

    /** 400: the key was used with other parameters. */
    static StripeError keyReused(String key) {
        return new StripeError(
                400,
                "idempotency_error",
                null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
                        + " using a key other than '" + key + "' if you meant to execute a different request.");
    }

    /** 409: the first request with this key still runs. */
    static StripeError keyInUse() {
        return new StripeError(
                409,
                "idempotency_error",
                "idempotency_key_in_use",
                "There is currently another in-progress request using this Idempotency Key.");
    }

    /** 413: more than the sandbox reads. */
    static StripeError tooLarge() {
        return new StripeError(413, "invalid_request_error", null, "Request body too large.");
    }
}
