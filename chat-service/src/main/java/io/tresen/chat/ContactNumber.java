package io.tresen.chat;

import java.time.Instant;

/**
 * The phone number under which a shop is called back.
 *
 * @param phone digits alone, the country code first (E.164 without its +)
 * @param verifiedAt business time; null until somebody gave the code that was sent there
 */
public record ContactNumber(String phone, Instant verifiedAt) {

    private static final String SEPARATORS = "[ ()./-]";
    private static final String E164 = "\\+[1-9][0-9]{6,14}";

    /** What {@link #digits} takes. */
    public static final String CURE = "must be a phone number with its country code, such as +49 30 901820";

    /** The digits of a number as people write it, {@code +} first; null for anything else. */
    public static String digits(String text) {
        String plain = text.replaceAll(SEPARATORS, "");
        return plain.matches(E164) ? plain.substring(1) : null;
    }

    /** As people write it. */
    public String international() {
        return "+" + phone;
    }

    /** For logs: nothing of the number. */
    @Override
    public String toString() {
        return "ContactNumber[verified=" + (verifiedAt != null) + "]";
    }
}
