package io.tresen.chat;

import java.util.Optional;

/** International phone numbers (ITU-T E.164) as people write them. */
public final class PhoneNumber {

    private PhoneNumber() {}

    /**
     * The number in digits alone, country code first; empty for what is none, or lacks a country code: without one, nobody knows
     * whose it is. Codes with 999 are given to nobody; our aliases of shoppers begin so.
     */
    public static Optional<String> digits(String written) {
        String plain = written.replaceAll("[ ()./\u00a0-]", "").replaceFirst("^00", "+");
        return plain.matches("\\+(?!999)[1-9][0-9]{4,14}") ? Optional.of(plain.substring(1)) : Optional.empty();
    }
}
