package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tresen.messaging.rest.Text;
import java.util.ArrayList;
import java.util.Map;

/**
 * Mends texts that no database takes (NUL, half a surrogate pair): what a shopper typed must not make Meta repeat a webhook for
 * days.
 */
final class SoundJson {

    private SoundJson() {}

    /** The same tree; broken characters are replacement ones (U+FFFD). */
    static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                if (Text.isSound(field.getKey())) {
                    object.set(field.getKey(), of(field.getValue()));
                } else {
                    object.remove(field.getKey());
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, of(array.get(i)));
            }
        } else if (node.isTextual() && !Text.isSound(node.textValue())) {
            return TextNode.valueOf(mended(node.textValue()));
        }
        return node;
    }

    private static String mended(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
