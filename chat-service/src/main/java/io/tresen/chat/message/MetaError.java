package io.tresen.chat.message;

/**
 * Meta's error codes that we answer with, each with its HTTP status here. Sources: "Error Codes" of the Cloud API
 * (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes) and "Handling Errors" of the Graph API
 * (developers.facebook.com/docs/graph-api/guides/error-handling); the statuses are INTERFACE 4's. Clients go by the code.
 */
public enum MetaError {
    /** Graph API: temporary; here for a first request with the same Idempotency-Key that is still running. */
    TEMPORARY(2, null, 409, "Service temporarily unavailable"),
    /** Graph API: too many tries; the subcode is of number verification in Meta's file. */
    TOO_MANY_TRIES(4, 2446079, 429, "Application request limit reached"),
    /** Cloud API "Permission Denied": a token of the wrong kind. */
    PERMISSION_DENIED(10, null, 403, "Permission Denied"),
    INVALID_PARAMETER(100, null, 400, "Invalid parameter"),
    /** Graph API subcode 33: the object does not exist, or is not the caller's. */
    UNKNOWN_OBJECT(
            100,
            33,
            400,
            "Unsupported request. The object does not exist, cannot be loaded due to missing permissions, or does not"
                    + " support this operation"),
    /** Business Management API: a template of this name and language is already there. */
    TEMPLATE_EXISTS(100, 2388024, 400, "Content in this language already exists"),
    ACCESS_TOKEN(190, null, 401, "Invalid OAuth access token - Cannot parse access token"),
    /** Graph API: no such edge. */
    UNKNOWN_PATH(2500, null, 404, "Unknown path components"),
    RATE_LIMIT_HIT(130429, null, 400, "Rate limit hit"),
    PARAMETER_MISSING(131008, null, 400, "Required parameter is missing"),
    PARAMETER_INVALID(131009, null, 400, "Parameter value is not valid"),
    UNAVAILABLE(131016, null, 503, "Service unavailable"),
    RECIPIENT_IS_SENDER(131021, null, 400, "Recipient cannot be sender"),
    UNDELIVERABLE(131026, null, 400, "Message undeliverable"),
    /** More than 24 hours have passed since the shopper's last message, and this is no template. */
    OUTSIDE_WINDOW(131047, null, 400, "Re-engagement message"),
    /** So much marketing went to one shopper who did not answer; Meta publishes no number, ours is {@code tresen.marketing.…}. */
    MARKETING_LIMIT(131049, null, 400, "This message was not delivered to maintain healthy ecosystem engagement"),
    MARKETING_STOPPED(131050, null, 400, "User has stopped marketing messages from this business"),
    UNSUPPORTED_TYPE(131051, null, 400, "Unsupported message type"),
    MEDIA_UPLOAD(131053, null, 400, "Media upload error"),
    PAIR_RATE_LIMIT(131056, null, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    TEMPLATE_PARAMETER_COUNT(132000, null, 400, "Template Param Count Mismatch"),
    TEMPLATE_UNKNOWN(132001, null, 400, "Template does not exist"),
    TEMPLATE_TEXT_TOO_LONG(132005, null, 400, "Template Hydrated Text Too Long"),
    TEMPLATE_PARAMETER_FORMAT(132012, null, 400, "Template Parameter Format Mismatch"),
    TEMPLATE_PAUSED(132015, null, 400, "Template is Paused"),
    TEMPLATE_DISABLED(132016, null, 400, "Template is Disabled");

    private final int code;
    private final Integer subcode;
    private final int status;
    private final String message;

    MetaError(int code, Integer subcode, int status, String message) {
        this.code = code;
        this.subcode = subcode;
        this.status = status;
        this.message = message;
    }

    public int code() {
        return code;
    }

    /** Null for most. */
    public Integer subcode() {
        return subcode;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Meta's own words. */
    public String message() {
        return message;
    }

    /** The refusal; {@code details} name the field and the cure. */
    public Refusal because(String details) {
        return new Refusal(this, details, null);
    }
}
