package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Inbound;

/**
 * What a shopper posted.
 *
 * @param inbound what it says; a tap and an address know what they are about once the context was looked up
 * @param contextId message that it answers, or null
 * @param json as posted, kept so
 */
public record Posted(Inbound inbound, String contextId, JsonNode json) {}
