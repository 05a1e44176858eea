package io.tresen.local.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What goes wrong with every payment while it is switched on (INTERFACE.md 10). */
public enum Fault {
    NONE,
    /** Every confirmation is declined, whatever the card. */
    DECLINE,
    /** Every confirmation charges, and its answer never comes. */
    TIMEOUT_AFTER_CHARGE,
    /** Every event is delivered twice, at the same time. */
    DUPLICATE_WEBHOOK,
    /** The answer to a confirmation waits until its event was delivered once. */
    WEBHOOK_BEFORE_ANSWER;

    /** The word on the wire, such as {@code timeout_after_charge}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fault of that word; empty when there is none of that name. */
    public static Optional<Fault> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
