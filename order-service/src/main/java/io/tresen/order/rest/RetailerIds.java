package io.tresen.order.rest;

import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Text;

/** A shop's own product ids: 1 to 100 code points, no control characters, not {@code .} or {@code ..} (INTERFACE 1); blanks may do. */
final class RetailerIds {

    private static final int LONGEST = 100;
    private static final String CURE = "must have 1 to 100 characters, no control characters, and not be . or ..";

    private RetailerIds() {}

    /** The id; null where it is missing or can't be one, which is noted. */
    static String read(Fields fields, String pointer, String id) {
        if (fields.required(pointer, id) == null) {
            return null;
        }
        if (!isOne(id)) {
            fields.add(pointer, CURE);
            return null;
        }
        return id;
    }

    private static boolean isOne(String id) {
        return !id.isEmpty()
                && Text.length(id) <= LONGEST
                && Text.isSound(id)
                && !id.equals(".")
                && !id.equals("..")
                && id.codePoints().noneMatch(Character::isISOControl);
    }
}
