package io.tresen.chat.message;

import io.tresen.messaging.Rejection;
import java.time.Duration;
import java.util.Locale;

/**
 * A message that is not sent, in Meta's terms.
 *
 * @param error which of Meta's codes
 * @param detail names the field and the cure; never what the field held
 * @param retryAfter of a rate refusal, else null
 */
public record Refusal(MetaError error, String detail, Duration retryAfter) implements Rejection {

    /** The same, worth repeating after a while. */
    public Refusal retryIn(Duration wait) {
        return new Refusal(error, detail, wait);
    }

    @Override
    public String code() {
        return error.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return error.status();
    }

    @Override
    public String title() {
        return error.message();
    }
}
