package io.tresen.payment;

import java.util.Locale;

/** Where a refund stands. */
public enum RefundState {
    /** Asked for while nobody knew whether the money had come; the provider is asked once it has. */
    WAITING,
    /** Decided and promised; the provider is asked outside of every transaction. */
    REQUESTED,
    /** The provider did not answer. */
    UNKNOWN,
    /** The provider has it and is not done. */
    PENDING,
    SUCCEEDED,
    FAILED;

    /** True while it may still go through, so that its amount counts as given. */
    public boolean isInFlight() {
        return this == WAITING || this == REQUESTED || this == UNKNOWN || this == PENDING;
    }

    /** The word of the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word. */
    public static RefundState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
