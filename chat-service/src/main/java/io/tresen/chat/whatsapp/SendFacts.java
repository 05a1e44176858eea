package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.Product;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that a rendering needs to know of a message and its shopper.
 *
 * @param messageId ours
 * @param message as stored: type, payload, context
 * @param catalogId Meta's, or null
 * @param payment which attempt to ask for this order's money it is, from 1; 1 for any other message
 * @param answered Meta's id of the message that it answers or reacts to; null where Meta never had it
 * @param products the shop's visible products that it shows, by retailer id
 * @param addressPage where an address can be given in answer to it
 * @param mediaLink makes the link of an uploaded file's id
 * @param origin where pictures that the shop names by a path are
 * @param now business time, for prices
 */
record SendFacts(
        String messageId,
        ObjectNode message,
        Sender to,
        Capabilities capabilities,
        String catalogId,
        Phrases words,
        int payment,
        String answered,
        Map<String, Product> products,
        String addressPage,
        UnaryOperator<String> mediaLink,
        String origin,
        Instant now) {}
