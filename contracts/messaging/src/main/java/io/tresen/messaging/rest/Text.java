package io.tresen.messaging.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What counts as text here: Unicode without NUL (PostgreSQL can't hold it) and without lone surrogates (no UTF-8 can). */
public final class Text {

    static final String CURE = "must hold no NUL and no lone surrogate";

    private Text() {}

    /** True when the text can be stored and sent on. */
    public static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The length in Unicode code points, in which all bounds are given. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** True when every %XX of a request target is complete and the decoded bytes are UTF-8 without NUL. */
    static boolean isSoundTarget(String target) {
        byte[] bytes = new byte[target.length()];
        int n = 0;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '%') {
                boolean whole = i + 2 < target.length();
                int high = whole ? Character.digit(target.charAt(i + 1), 16) : -1;
                int low = whole ? Character.digit(target.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes[n++] = (byte) (high << 4 | low);
                i += 2;
            } else if (c > 0xFF || c == 0) {
                return false;
            } else {
                bytes[n++] = (byte) c;
            }
        }
        try {
            return isSound(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, n))
                    .toString());
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
