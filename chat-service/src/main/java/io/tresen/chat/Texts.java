package io.tresen.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    /** The value of a column that this service wrote; null for null. */
    <T> T read(String json, Class<T> type) {
        try {
            return json == null ? null : mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored value is no " + type.getSimpleName(), e);
        }
    }
}
