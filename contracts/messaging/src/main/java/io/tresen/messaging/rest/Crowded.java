package io.tresen.messaging.rest;

import io.tresen.messaging.Rejection;
import java.time.Duration;

/**
 * 503 where more ask at once than can be answered, while all that is needed is there: ADR 24. Its kind tells it from a database that is
 * away, for {@link Crowds} to count.
 *
 * @param what there is too little of, such as {@code uploads}: few words in all, since it is a metric's label
 * @param detail what the caller is told
 */
public record Crowded(String what, String detail) implements Rejection {

    private static final Problem UNAVAILABLE = Problem.unavailable();

    /** In the words that are the same for all. @param what as above */
    public static Crowded at(String what) {
        return new Crowded(what, "More ask at once than can be answered: come again");
    }

    @Override
    public String code() {
        return UNAVAILABLE.code();
    }

    @Override
    public int status() {
        return UNAVAILABLE.status();
    }

    @Override
    public String title() {
        return UNAVAILABLE.title();
    }

    @Override
    public Duration retryAfter() {
        return UNAVAILABLE.retryAfter();
    }
}
