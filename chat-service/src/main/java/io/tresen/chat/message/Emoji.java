package io.tresen.chat.message;

import java.util.regex.Pattern;

/** Whether a text is one emoji: one grapheme (Unicode UAX 29) of few characters that is no letter, digit or blank. */
public final class Emoji {

    private static final Pattern ONE_GRAPHEME = Pattern.compile("\\X");
    private static final int LONGEST = 40;
    private static final int KEYCAP = 0x20E3;

    private Emoji() {}

    public static boolean isOne(String text) {
        if (text.length() > LONGEST || !ONE_GRAPHEME.matcher(text).matches()) {
            return false;
        }
        int first = text.codePointAt(0);
        boolean keycap = text.codePointBefore(text.length()) == KEYCAP;
        return keycap
                || first > 0x7F
                        && !Character.isLetterOrDigit(first)
                        && !Character.isWhitespace(first)
                        && !Character.isISOControl(first);
    }
}
