package io.tresen.notification.rest;

import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Text;

/** A shop's own product ids: 1 to 100 code points, no control characters, not {@code .} or {@code ..} (INTERFACE 1). */
final class RetailerIds {

    static final String CURE = "must have 1 to 100 characters, no control characters, and not be . or ..";

    private RetailerIds() {}

    static boolean isOne(String text) {
        return !text.isEmpty()
                && Text.length(text) <= 100
                && Text.isSound(text)
                && !text.equals(".")
                && !text.equals("..")
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** The {@code retailer_id} parameter; null stays null, what can't be one is 400. */
    static String parameter(String text) {
        if (text != null && !isOne(text)) {
            throw Problem.parameter("retailer_id", CURE).exception();
        }
        return text;
    }
}
