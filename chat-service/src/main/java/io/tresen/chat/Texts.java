package io.tresen.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Values as JSON text for jsonb columns. */
@ApplicationScoped
public class Texts {

    private final ObjectMapper mapper;

    Texts(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The value as JSON; null for null. */
    String write(Object value) {
        try {
            return value == null ? null : mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value can't be written as JSON", e);
        }
    }

    /**
     * The value of a column that this service wrote, maybe in a later version: a word that this one does not know is the enum's
     * default where it has one. Null for null.
     */
    <T> T read(String json, Class<T> type) {
        try {
            return json == null
                    ? null
                    : mapper.readerFor(type)
                            .with(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                            .readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored value is no " + type.getSimpleName(), e);
        }
    }
}
