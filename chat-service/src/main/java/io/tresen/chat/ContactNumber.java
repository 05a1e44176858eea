package io.tresen.chat;

import java.time.Instant;

/**
 * The phone number under which a shop is called back.
 *
 * @param phone digits alone, the country code first (E.164 without its +)
 * @param verifiedAt business time; null until somebody gave the code that was sent there
 */
public record ContactNumber(String phone, Instant verifiedAt) {

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
