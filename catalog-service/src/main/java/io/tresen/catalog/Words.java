package io.tresen.catalog;

import java.util.Locale;

/** Enum words as JSON, SQL and files write them: in lower case. */
public final class Words {

    private Words() {}

    /** The word of a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word. @throws IllegalArgumentException when there is none */
    public static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
