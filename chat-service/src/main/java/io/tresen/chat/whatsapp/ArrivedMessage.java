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

    /** True for what Meta says of a shopper, who wrote nothing. */
    boolean isSystems() {
        return json.path("type").asText().equals("system");
    }

    /** The sender's new number, where this tells of one ({@code SystemMessage} of the reference file); else null. */
    Sender movedTo() {
        JsonNode system = json.path("system");
        String phone = system.path("wa_id").asText("");
        boolean moved = isSystems()
                && system.path("type").asText().equals("user_changed_number")
                && phone.matches(MetaDelivery.PHONE);
        return moved ? new Sender(phone, null) : null;
    }

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "ArrivedMessage[" + metaId + "]";
    }
}
