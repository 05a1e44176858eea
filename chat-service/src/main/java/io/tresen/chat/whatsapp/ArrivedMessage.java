package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that Meta delivered.
 *
 * @param metaId Meta's {@code wamid.…}
 * @param name the profile's, or null
 * @param writtenAt as Meta says; null where it does not
 * @param json as delivered
 */
record ArrivedMessage(String metaId, Sender sender, String name, Instant writtenAt, JsonNode json) {

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "ArrivedMessage[" + metaId + "]";
    }
}
