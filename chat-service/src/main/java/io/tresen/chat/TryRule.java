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

    /** Wrong guesses at a number's code: after the third a minute, then 2, 4, 8 …, a day at most. */
    public static final TryRule CODE = new TryRule(3, Duration.ofMinutes(1), Duration.ofHours(24));

    /** Codes that one business asks for: half a minute between the first two, then twice as long each time. */
    public static final TryRule CODES_OF_BUSINESS = new TryRule(1, Duration.ofSeconds(30), Duration.ofHours(24));

    /**
     * Codes to one number, for businesses that got none there before: it may be a stranger's, who wants none. An hour at most:
     * whoever has the number must get in behind strangers who ask again and again.
     */
    public static final TryRule CODES_TO_NUMBER = new TryRule(3, Duration.ofMinutes(10), Duration.ofHours(1));

    /** Codes to one number that one business asks for, once it got one there. */
    public static final TryRule CODES_TO_OWN_NUMBER = new TryRule(3, Duration.ofMinutes(10), Duration.ofHours(24));

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
