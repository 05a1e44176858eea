package io.tresen.payment;

import java.util.Locale;

/** What has become of money that waits. */
public enum PendingState {
    PENDING,
    POSTED,
    VOIDED,
    EXPIRED;

    /** The word of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word. @throws IllegalArgumentException when there is none */
    public static PendingState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
