package io.tresen.chat.message;

import java.util.Optional;

/** Tells pictures that a shopper may send by their first bytes, whatever they are called. */
public final class Pictures {

    /** So many bytes are looked at. */
    public static final int HEAD = 8;

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Pictures() {}

    /** The media type of a file that begins so (ISO/IEC 10918-1, RFC 2083); empty for any other than JPEG and PNG. */
    public static Optional<String> typeOf(byte[] head) {
        if (begins(head, JPEG)) {
            return Optional.of("image/jpeg");
        }
        return begins(head, PNG) ? Optional.of("image/png") : Optional.empty();
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length && java.util.Arrays.equals(head, 0, with.length, with, 0, with.length);
    }
}
