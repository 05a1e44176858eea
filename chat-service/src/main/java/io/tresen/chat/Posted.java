package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Inbound;
import java.time.Duration;

/**
 * What a shopper posted.
 *
 * @param inbound what it says; a tap and an address know what they are about once the context was looked up
 * @param contextId message that it answers, or null
 * @param json as posted, kept so
 * @param age how long ago it was written, from which the 24-hour window counts; null: it was filled in on a page, which opens
 *     none
 */
public record Posted(Inbound inbound, String contextId, JsonNode json, Duration age) {

    /** Written just now. */
    public Posted(Inbound inbound, String contextId, JsonNode json) {
        this(inbound, contextId, json, Duration.ZERO);
    }

    /** The same, meaning something else. */
    public Posted meaning(Inbound other, String otherContextId) {
        return new Posted(other, otherContextId, json, age);
    }
}
