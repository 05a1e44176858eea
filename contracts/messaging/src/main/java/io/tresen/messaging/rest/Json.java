package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads JSON that a stranger wrote, under the rules of {@link JsonRules}, where it does not come as a request's body. */
@ApplicationScoped
public class Json {

    private final ObjectMapper mapper;

    Json(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The value. @throws RejectedException 400 naming the field and the cure; 422 where a record's constructor refused */
    public <T> T read(byte[] json, Class<T> type) {
        check(json);
        try {
            T value = mapper.readValue(json, type);
            if (value == null || value instanceof NullNode) {
                throw JsonFaults.malformed("", "must not be null").exception();
            }
            return value;
        } catch (JsonProcessingException e) {
            throw JsonFaults.rejection(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #read(byte[], Class)}, for JSON within a string, such as an {@code nfm_reply}'s {@code response_json}. */
    public <T> T read(String json, Class<T> type) {
        if (!Text.isSound(json)) {
            throw JsonFaults.malformed("", Text.CURE).exception();
        }
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** The tree. @throws RejectedException 400 */
    public JsonNode tree(byte[] json) {
        return read(json, JsonNode.class);
    }

    /** Walks the whole text once: well-formed, one value, no NUL, no lone surrogate, no number beyond a double. */
    void check(byte[] json) {
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            try {
                checkTokens(parser);
            } catch (JsonProcessingException e) {
                throw JsonFaults.malformed(pointer(parser), e).exception();
            }
        } catch (IOException e) {
            throw JsonFaults.malformed("", "must be UTF-8").exception(); // the reader's own words for broken UTF-8
        }
    }

    private static void checkTokens(JsonParser parser) throws IOException {
        int depth = 0;
        boolean ended = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (ended) {
                throw JsonFaults.malformed("", "nothing may follow the JSON value")
                        .exception();
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            ended = depth == 0;
            checkToken(parser, token);
        }
    }

    private static void checkToken(JsonParser parser, JsonToken token) throws IOException {
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) && !Text.isSound(parser.getText())) {
            throw JsonFaults.malformed(pointer(parser), Text.CURE).exception();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && !isFinite(parser.getDoubleValue(), parser.getText())) {
            throw JsonFaults.malformed(pointer(parser), "must be a number that a double can hold")
                    .exception();
        }
    }

    private static boolean isFinite(double value, String text) {
        String mantissa = text.split("[eE]", 2)[0];
        return Double.isFinite(value) && (value != 0 || mantissa.chars().noneMatch(c -> c >= '1' && c <= '9'));
    }

    private static String pointer(JsonParser parser) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return Text.isSound(pointer) ? pointer : ""; // a broken field name must not be sent back
    }
}
