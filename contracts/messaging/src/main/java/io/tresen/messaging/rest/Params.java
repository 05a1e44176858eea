package io.tresen.messaging.rest;

import io.tresen.messaging.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * Reads query parameters, which resources take as Strings: JAX-RS would answer 404 to a wrong number. Null stays null; what
 * is wrong is 400 {@code invalid-parameter} naming the parameter.
 */
public final class Params {

    private Params() {}

    /** An integer of {@code min} to {@code max}, both inclusive, in plain decimal digits. */
    public static Long integer(String name, String value, long min, long max) {
        if (value == null) {
            return null;
        }
        if (value.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw Problem.parameter(name, "must be an integer from " + min + " to " + max)
                .exception();
    }

    /** A UUID of 36 characters. */
    public static UUID uuid(String name, String value) {
        UUID id = Ids.parse(value);
        if (value != null && id == null) {
            throw Problem.parameter(name, "must be a UUID of 36 characters").exception();
        }
        return id;
    }

    /** One of an enum's words in lower case. */
    public static <E extends Enum<E>> E word(String name, String value, Class<E> words) {
        E word = Fields.wordOf(value, words);
        if (value != null && word == null) {
            throw Problem.parameter(name, "must be one of " + Fields.wordsOf(words))
                    .exception();
        }
        return word;
    }

    /** An RFC 3339 time in the years 1 to 9999. */
    public static Instant time(String name, String value) {
        Instant time = value == null ? null : JsonRules.time(value);
        if (value != null && time == null) {
            throw Problem.parameter(name, "must be an RFC 3339 time").exception();
        }
        return time;
    }
}
