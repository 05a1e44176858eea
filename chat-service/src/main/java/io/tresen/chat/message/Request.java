package io.tresen.chat.message;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a business app asks for at {@code /messages}. */
public sealed interface Request {

    /**
     * Send a message.
     *
     * @param to as given: a wa_id, a shopper's id, or a phone number
     * @param contextId message that it answers, or null
     * @param message what the shopper gets: type, payload and context, without the envelope
     * @param callbackData {@code biz_opaque_callback_data}, which the message's status webhooks repeat; null for none
     */
    record Send(String to, String contextId, Content content, ObjectNode message, String callbackData)
            implements Request {}

    /** Tell a shopper that their message was read; {@code typing}: and that an answer is being written. */
    record MarkRead(String messageId, boolean typing) implements Request {}
}
