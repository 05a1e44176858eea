package io.tresen.chat.assistant;

import java.util.Locale;

/** A language that the assistant speaks. */
public enum Language {
    DE,
    EN;

    /** The language of a locale such as {@code de_AT} or {@code en-GB}; the fallback for any other and for null. */
    public static Language of(String locale, Language fallback) {
        if (locale == null) {
            return fallback;
        }
        String start = locale.toLowerCase(Locale.ROOT);
        if (start.equals("de") || start.startsWith("de_") || start.startsWith("de-")) {
            return DE;
        }
        return start.equals("en") || start.startsWith("en_") || start.startsWith("en-") ? EN : fallback;
    }

    /** ISO 639-1, as in a business's settings and a template's language. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
