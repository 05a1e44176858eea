package io.tresen.messaging.rest;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Collects the faults of a body's fields into one 422. Each check returns the value, or null where it noted a fault, so a
 * resource reads its fields first and calls {@link #check()} before it uses them. {@code optional…} lets null pass.
 */
public final class Fields {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes a fault found elsewhere. */
    public void add(String pointer, String cure) {
        errors.add(FieldError.at(pointer, cure));
    }

    /** @throws io.tresen.messaging.RejectedException 422 {@code invalid-fields} when a fault was noted */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.fields(errors).exception();
        }
    }

    /** The value, noted as missing when it is null. */
    public <T> T required(String pointer, T value) {
        return need(pointer, value, value != null, "is required");
    }

    /** A text of {@code min} to {@code max} code points; blank counts as empty. */
    public String text(String pointer, String value, int min, int max) {
        return required(pointer, value) == null ? null : optionalText(pointer, value, min, max);
    }

    /** As its namesake, but null passes. */
    public String optionalText(String pointer, String value, int min, int max) {
        if (value == null) {
            return null;
        }
        int length = value.isBlank() ? 0 : Text.length(value);
        boolean fits = length >= min && Text.length(value) <= max && Text.isSound(value);
        return need(pointer, value, fits, "must have " + min + " to " + max + " characters");
    }

    /** An integer of {@code min} to {@code max}, both inclusive. */
    public Integer integer(String pointer, Integer value, int min, int max) {
        return required(pointer, value) == null ? null : optionalInteger(pointer, value, min, max);
    }

    /** As its namesake, but null passes. */
    public Integer optionalInteger(String pointer, Integer value, int min, int max) {
        boolean fits = value == null || value >= min && value <= max;
        return need(pointer, value, fits, "must be from " + min + " to " + max);
    }

    /** An amount in the business's currency. */
    public Money money(String pointer, Money value, String currency) {
        return required(pointer, value) == null ? null : optionalMoney(pointer, value, currency);
    }

    /** As its namesake, but null passes. */
    public Money optionalMoney(String pointer, Money value, String currency) {
        boolean fits = value == null || value.currency().equals(currency);
        return need(pointer + "/currency", value, fits, "must be " + currency);
    }

    /** A UUID given as text. */
    public UUID uuid(String pointer, String value) {
        return required(pointer, value) == null ? null : optionalUuid(pointer, value);
    }

    /** As its namesake, but null passes. */
    public UUID optionalUuid(String pointer, String value) {
        UUID id = Ids.parse(value);
        return need(pointer, id, value == null || id != null, "must be a UUID of 36 characters");
    }

    /** One of an enum's words in lower case. */
    public <E extends Enum<E>> E word(String pointer, String value, Class<E> words) {
        return required(pointer, value) == null ? null : optionalWord(pointer, value, words);
    }

    /** As its namesake, but null passes. */
    public <E extends Enum<E>> E optionalWord(String pointer, String value, Class<E> words) {
        E word = wordOf(value, words);
        return need(pointer, word, value == null || word != null, "must be one of " + wordsOf(words));
    }

    /** A list of {@code min} to {@code max} entries, none of them null. */
    public <T> List<T> list(String pointer, List<T> value, int min, int max) {
        return required(pointer, value) == null ? null : optionalList(pointer, value, min, max);
    }

    /** As its namesake, but null passes. */
    public <T> List<T> optionalList(String pointer, List<T> value, int min, int max) {
        boolean fits = value == null || value.size() >= min && value.size() <= max;
        boolean whole = value == null || value.stream().noneMatch(entry -> entry == null);
        return need(
                pointer,
                need(pointer, value, fits, "must have " + min + " to " + max + " entries"),
                whole,
                "must hold no null");
    }

    private <T> T need(String pointer, T value, boolean holds, String cure) {
        if (!holds) {
            add(pointer, cure);
            return null;
        }
        return value;
    }

    static <E extends Enum<E>> E wordOf(String value, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElse(null);
    }

    static <E extends Enum<E>> String wordsOf(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
