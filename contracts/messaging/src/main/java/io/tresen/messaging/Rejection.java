package io.tresen.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A "no" that the caller can act on. Services name theirs in enums or records of the domain; at the REST edge it becomes an
 * RFC 9457 problem document whose {@code type} ends in {@link #code()}, so one search finds the rule.
 */
public interface Rejection {

    /** Stable kebab-case name, e.g. {@code already-shipped}. */
    String code();

    /** HTTP status: 422 against a rule, 409 against the current state, 400 unreadable (DESIGN 8). */
    int status();

    /** One sentence that is the same each time. */
    String title();

    /** What is particular this time; null when the title says it all. */
    default String detail() {
        return null;
    }

    /** The fields or parameters at fault. */
    default List<FieldError> errors() {
        return List.of();
    }

    /** Members of the problem document beside the standard ones, e.g. the new total of {@code price-changed}. */
    default Map<String, Object> extra() {
        return Map.of();
    }

    /** When a repeat is worth trying ({@code Retry-After}, rounded up to seconds); null when it is not. */
    default Duration retryAfter() {
        return null;
    }

    /** This rejection, ready to be thrown. */
    default RejectedException exception() {
        return new RejectedException(this);
    }
}
