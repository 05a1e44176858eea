package io.tresen.chat;

import java.time.Duration;

/**
 * How often somebody may try: {@code free} times, then each further try costs twice the wait of the one before.
 *
 * @param free tries without a wait
 * @param first wait behind the last free try
 * @param longest no wait is longer
 */
public record TryRule(int free, Duration first, Duration longest) {

    /** Wrong passwords of one e-mail from one network: after the fifth 30 s, then 1, 2, 4 … minutes, an hour at most. */
    public static final TryRule ACCOUNT = new TryRule(5, Duration.ofSeconds(30), Duration.ofHours(1));

    /**
     * Wrong passwords of one e-mail from wherever: slow for those who guess from many networks, and never so slow that
     * somebody far away could lock its owner out.
     */
    public static final TryRule EMAIL = new TryRule(50, Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** Wrong passwords from one network address, which may be a whole office's. */
    public static final TryRule ADDRESS = new TryRule(30, Duration.ofSeconds(30), Duration.ofHours(1));

    /** Sign-ups and accepted invitations from one network address. */
    public static final TryRule SIGN_UP = new TryRule(20, Duration.ofMinutes(1), Duration.ofHours(1));

    /** Tries are forgotten so long after the last one. */
    public static final Duration MEMORY = Duration.ofHours(24);

    /** How long nobody is let in after the nth try; zero while tries are free. */
    public Duration waitAfter(int tries) {
        if (tries < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(tries - free, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
