package io.tresen.messaging.webhook;

import java.util.UUID;

/**
 * Something to tell a business's app.
 *
 * @param id derived from the fact, so that the same fact is told under the same id and queued once
 * @param lane what keeps its order: webhooks of one lane are delivered one after the other, as they were queued
 * @param kind a word for the log
 * @param payload the request's body, exactly as it is sent
 */
public record Webhook(UUID businessId, UUID id, UUID lane, String kind, byte[] payload) {}
