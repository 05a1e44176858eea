package io.tresen.chat.rest;

import java.security.SecureRandom;
import java.util.Base64;

/** Client secrets: 256 random bits, written so that they need no encoding in a form. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "ts_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
