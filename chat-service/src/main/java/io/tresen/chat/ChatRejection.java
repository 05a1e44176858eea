package io.tresen.chat;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Rejection;
import java.time.Duration;

/** What chat-service refuses, by name. */
public enum ChatRejection implements Rejection {
    HANDLE_TAKEN("handle-taken", 409, "Another business has this handle"),
    TERMS_NOT_ACCEPTED("terms-not-accepted", 422, "The terms have to be accepted"),
    CURRENCY_FIXED("currency-fixed", 422, "Country and currency were fixed at registration"),
    TERMS_OUTDATED("terms-outdated", 409, "The business terms have another version now"),
    UNKNOWN_CHOICE("unknown-choice", 422, "Nothing in this conversation offered this choice"),
    WEBHOOK_NOT_VERIFIED("webhook-not-verified", 422, "The endpoint did not answer the handshake as it must"),
    NUMBER_NOT_VERIFIED("number-not-verified", 422, "WhatsApp does not know this number with this access token"),
    NUMBER_TAKEN("number-taken", 409, "Another business has this WhatsApp number"),
    EMAIL_TAKEN("email-taken", 409, "Somebody here has this e-mail address"),
    FIRST_IS_OWNER("first-is-owner", 422, "The first person of a business is its owner"),
    TOO_MANY_STAFF("too-many-staff", 409, "A business has 100 people at most"),
    TOO_MANY_INVITATIONS("too-many-invitations", 409, "100 invitations are open already; withdraw some"),
    LAST_OWNER("last-owner", 409, "A business keeps at least one owner"),
    UNKNOWN_STAFF("unknown-staff", 422, "Nobody here has this staff id"),
    UNKNOWN_PRODUCT("unknown-product", 422, "The shop shows no such product"),
    NO_CONTACT_NUMBER("no-contact-number", 409, "There is no contact number to verify; put one first"),
    ALREADY_VERIFIED("already-verified", 409, "The contact number is verified"),
    VERIFICATION_NOT_SET_UP(
            "verification-not-set-up",
            422,
            "This platform sends no codes yet: its operator sets tresen.verification.url and"
                    + " tresen.verification.secret"),
    WRONG_CODE("wrong-code", 422, "The code is another one"),
    CODE_OVER(
            "code-over",
            422,
            "No code is open: it was used, has ended, or was guessed at too often; ask for a new one"),
    TOO_MANY_TRIES("too-many-tries", 429, "Too many tries; wait"),
    WRONG_PASSWORD("wrong-password", 422, "The present password is another one"),
    NOT_OUTBOUND("not-outbound", 409, "Only a message to the shopper has a status that changes"),
    TOO_MANY_CONVERSATIONS("too-many-conversations", 409, "This shopper has as many conversations as one may have"),
    TOO_FAST("too-fast", 429, "Too many messages were sent in a short time"),
    PHONE_TAKEN("phone-taken", 409, "Another shopper of this business has this number"),
    TOO_MANY_PICTURES("too-many-pictures", 409, "No more pictures are kept here"),
    UPLOAD_IN_PROGRESS("upload-in-progress", 409, "Another picture is being uploaded into this conversation"),
    UNKNOWN_PICTURE("unknown-picture", 422, "No picture with this id was uploaded into this conversation"),
    UNKNOWN_MESSAGE("unknown-message", 422, "This conversation has no such message"),
    CART_DISABLED("cart-disabled", 409, "This shop takes no carts"),
    OUTSIDE_WINDOW("outside-window", 409, "The shopper has not written in the last 24 hours"),
    /** Internal: a copy may be about to hear of it, so the message is held and tried again; never seen by a caller. */
    NOT_KNOWN_YET("not-known-yet", 409, "A copy has not heard of it yet");

    private final String code;
    private final int status;
    private final String title;

    ChatRejection(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** True when this is why something was refused. */
    public boolean is(RejectedException refusal) {
        return refusal.is(code);
    }

    /** The same, worth repeating after a while. */
    public Rejection retryIn(Duration wait) {
        return new Later(this, wait);
    }

    private record Later(ChatRejection reason, Duration retryAfter) implements Rejection {

        @Override
        public String code() {
            return reason.code;
        }

        @Override
        public int status() {
            return reason.status;
        }

        @Override
        public String title() {
            return reason.title;
        }
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
