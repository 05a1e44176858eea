package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.StoredMessage.Status;

/**
 * What Meta tells of a message to a shopper.
 *
 * @param metaId Meta's {@code wamid.…}
 * @param callback our message id, which the request carried; null where another program sent it
 * @param errors of a failed one, else null
 */
record ArrivedStatus(String metaId, String callback, Status status, JsonNode errors) {}
