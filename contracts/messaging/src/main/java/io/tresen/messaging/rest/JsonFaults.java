package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.RejectedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells the sender of unreadable JSON which field is at fault and what cures it. */
final class JsonFaults {

    private JsonFaults() {}

    /** The rejection for JSON that a caller sent and Jackson refused: 400, or 422 where a record's own rule refused it. */
    static RejectedException rejection(JsonProcessingException error) {
        if (error instanceof JsonMappingException mapping) {
            String pointer = pointer(mapping.getPath());
            if (error instanceof ValueInstantiationException
                    && error.getCause() instanceof IllegalArgumentException rule) {
                return Problem.fields(List.of(FieldError.at(pointer, rule.getMessage())))
                        .exception();
            }
            if (error.getCause() instanceof InputCoercionException range) {
                return outOfRange(pointer, range).exception();
            }
            if (error.getCause() instanceof JsonProcessingException cause) {
                return rejection(cause);
            }
            Class<?> target = error instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
            return wrongType(pointer, target).exception();
        }
        String pointer = error.getProcessor() instanceof JsonParser parser
                ? parser.getParsingContext().pathAsPointer().toString()
                : "";
        if (error instanceof InputCoercionException range) {
            return outOfRange(pointer, range).exception();
        }
        return malformed(pointer, error).exception();
    }

    /** 400: what the parser itself refused, and where. */
    static Problem malformed(String pointer, JsonProcessingException error) {
        JsonLocation where = error.getLocation();
        String place = where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
        return malformed(pointer, error.getOriginalMessage() + place);
    }

    /** 400: no JSON, or JSON that no field may hold. */
    static Problem malformed(String pointer, String cure) {
        return Problem.of("malformed-json", 400, "The body can't be read as JSON")
                .with(FieldError.at(pointer, cure));
    }

    private static Problem wrongType(String pointer, Class<?> target) {
        return Problem.of("wrong-type", 400, "A field has another type than it must have")
                .with(FieldError.at(pointer, "must be " + (target == null ? "of another type" : expected(target))));
    }

    /** 422 for an integer, which is readable and beyond what any field holds; 400 for anything else that is no such number. */
    private static Problem outOfRange(String pointer, InputCoercionException error) {
        if (error.getInputType() != JsonToken.VALUE_NUMBER_INT) {
            return wrongType(pointer, error.getTargetType());
        }
        boolean isLong = error.getTargetType() == long.class || error.getTargetType() == Long.class;
        long least = isLong ? Long.MIN_VALUE : Integer.MIN_VALUE;
        long most = isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
        return Problem.fields(List.of(FieldError.at(pointer, "must be from " + least + " to " + most)));
    }

    private static String expected(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == float.class || type == java.math.BigDecimal.class || type == Double.class) {
            return "a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "an integer";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type == UUID.class) {
            return "a UUID of 36 characters";
        }
        if (type == Instant.class) {
            return "an RFC 3339 time such as 2025-01-31T12:00:00Z";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }
}
