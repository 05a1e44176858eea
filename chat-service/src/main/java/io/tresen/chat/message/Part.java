package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An object of a request with its place in it. Each reading method answers the value or throws the first fault: 131008 for
 * what is missing (null counts as that), 131009 for what is wrong. Nothing is coerced.
 */
record Part(JsonNode json, String path) {

    /** The whole request. @throws RejectedException 100 when it is no object */
    static Part whole(JsonNode json) {
        if (!json.isObject()) {
            throw MetaError.INVALID_PARAMETER
                    .because("The body must be a JSON object")
                    .exception();
        }
        return new Part(json, "");
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + '.' + field;
    }

    RejectedException wrong(String field, String cure) {
        return MetaError.PARAMETER_INVALID.because(at(field) + ' ' + cure).exception();
    }

    void require(boolean holds, String field, String cure) {
        if (!holds) {
            throw wrong(field, cure);
        }
    }

    private JsonNode value(String field) {
        if (!has(field)) {
            throw MetaError.PARAMETER_MISSING
                    .because(at(field) + " is required")
                    .exception();
        }
        return json.get(field);
    }

    Part object(String field) {
        JsonNode value = value(field);
        require(value.isObject(), field, "must be an object");
        return new Part(value, at(field));
    }

    <T> T optional(String field, Function<Part, T> read) {
        return has(field) ? read.apply(object(field)) : null;
    }

    /** A text of at least one character that is not blank. */
    String text(String field, Limits limit) {
        return text(value(field), field, limit);
    }

    String optionalText(String field, Limits limit) {
        return has(field) ? text(json.get(field), field, limit) : null;
    }

    private String text(JsonNode value, String field, Limits limit) {
        require(value.isTextual(), field, "must be a string");
        String text = value.textValue();
        require(
                !text.isBlank() && limit.allows(text),
                field,
                "must have 1 to " + limit.most() + " characters and not be blank");
        return text;
    }

    /** One of some words. */
    String word(String field, Set<String> words) {
        JsonNode value = value(field);
        require(
                value.isTextual() && words.contains(value.textValue()),
                field,
                "must be one of " + String.join(", ", new TreeSet<>(words)));
        return value.textValue();
    }

    String optionalWord(String field, Set<String> words) {
        return has(field) ? word(field, words) : null;
    }

    /** A number, or a number in a string as Meta's file has it for places. */
    double degrees(String field, int most) {
        JsonNode value = value(field);
        String text = value.isTextual()
                ? value.textValue()
                : value.isNumber() ? value.decimalValue().toPlainString() : "";
        require(text.matches("[+-]?[0-9]{1,3}(\\.[0-9]{1,20})?"), field, "must be a number of degrees");
        double degrees = Double.parseDouble(text);
        require(Math.abs(degrees) <= most, field, "must be from -" + most + " to " + most);
        return degrees;
    }

    long integer(String field, long least, long most) {
        JsonNode value = value(field);
        require(
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= least
                        && value.longValue() <= most,
                field,
                "must be an integer from " + least + " to " + most);
        return value.longValue();
    }

    boolean flag(String field, boolean absent) {
        if (!has(field)) {
            return absent;
        }
        require(json.get(field).isBoolean(), field, "must be true or false");
        return json.get(field).booleanValue();
    }

    /** The objects of a list. */
    List<Part> list(String field, int least, Limits limit) {
        JsonNode value = value(field);
        require(
                value.isArray() && value.size() >= least && value.size() <= limit.most(),
                field,
                "must be a list of " + least + " to " + limit.most() + " entries");
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String place = field + '[' + i + ']';
            require(value.get(i).isObject(), place, "must be an object");
            parts.add(new Part(value.get(i), at(place)));
        }
        return parts;
    }

    void eachOf(String field, Limits limit, Consumer<Part> check) {
        if (has(field)) {
            list(field, 0, limit).forEach(check);
        }
    }

    /** An http or https address. */
    String link(String field) {
        String link = text(field, Limits.LINK);
        require(Links.isWeb(link), field, "must be an http or https address");
        return link;
    }
}
