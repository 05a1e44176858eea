package io.tresen.payment.wallet;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every "no" about a PIN. */
public record PinRejection(
        String code, int status, String title, List<FieldError> errors, Map<String, Object> extra, Duration retryAfter)
        implements Rejection {

    public static final String LOCKED = "pin-locked";
    /** The member that says how many tries are left before the PIN is locked. */
    public static final String TRIES_LEFT = "tries_left";

    static PinRejection wrong(String pointer, int triesLeft) {
        return new PinRejection(
                "wrong-pin",
                422,
                "The PIN is wrong",
                List.of(FieldError.at(pointer, "is wrong; tries left: " + triesLeft)),
                Map.of(TRIES_LEFT, triesLeft),
                null);
    }

    static PinRejection locked(Duration left) {
        return new PinRejection(LOCKED, 409, "The PIN is locked for a while", List.of(), Map.of(), left);
    }

    static PinRejection notSet() {
        return new PinRejection("pin-not-set", 422, "The wallet has no PIN yet", List.of(), Map.of(), null);
    }

    static PinRejection needed(String pointer) {
        return new PinRejection(
                "invalid-fields",
                422,
                "Some fields are against their rules",
                List.of(FieldError.at(pointer, "is required, since a PIN is set")),
                Map.of(),
                null);
    }
}
