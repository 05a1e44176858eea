package io.tresen.notification;

import java.time.Instant;

/**
 * A subscription that is passed over and keeps its place.
 *
 * @param reason {@link #OPTED_OUT} or {@link #TOLD_RECENTLY}
 * @param until not looked at again before
 * @param written true when it becomes a notice of its own; the same reason is written down once a day, not every interval
 */
public record Suppression(Candidate candidate, String reason, Instant until, boolean written) {

    public static final String OPTED_OUT = "opted-out";
    public static final String TOLD_RECENTLY = "told-recently";
}
