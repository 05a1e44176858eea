package io.tresen.chat;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as somebody signs in with it: one at sign with something on either side and a dot behind it. What can't be
 * delivered is found out by sending, not by a pattern.
 */
public final class Email {

    /** RFC 5321 section 4.5.3.1.3: a path has 256 octets, its angle brackets included. */
    public static final int LONGEST = 254;

    private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+\\.[^\\s@.\\p{Cntrl}]+");

    private Email() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    /** What two spellings of one address have in common. */
    public static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
