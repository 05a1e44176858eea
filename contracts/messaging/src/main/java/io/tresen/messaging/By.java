package io.tresen.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.UUID;

/**
 * Who did something, as histories keep it and businesses see it: an opaque id, never a name.
 *
 * @param id of the person, the credential or the shopper; null for the system
 */
public record By(Kind kind, @JsonInclude(JsonInclude.Include.NON_NULL) UUID id) {

    /** What stands behind the id. */
    public enum Kind {
        /** A person of the business. */
        STAFF,
        /** A program of the business, known by its credential. */
        APP,
        SHOPPER,
        /** The platform itself. */
        SYSTEM
    }

    /** The platform itself. */
    public static final By SYSTEM = new By(Kind.SYSTEM, null);

    /** A shopper. */
    public static By shopper(UUID shopperId) {
        return new By(Kind.SHOPPER, shopperId);
    }

    /** The word of its kind, for a column; {@link #of} reads it. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What two columns hold; null where nobody was noted. */
    public static By of(String word, UUID id) {
        return word == null ? null : new By(Kind.valueOf(word.toUpperCase(Locale.ROOT)), id);
    }
}
