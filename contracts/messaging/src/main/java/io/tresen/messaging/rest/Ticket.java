package io.tresen.messaging.rest;

import java.time.Instant;
import java.util.UUID;

/**
 * What a verified ticket says: a link that chat-service gives a shopper to one page of another service.
 *
 * @param subject the shopper
 * @param currency ISO 4217 of the business; null where the ticket carries none
 * @param conversationId where the shopper asked for the page
 */
public record Ticket(UUID subject, UUID businessId, String currency, UUID conversationId, Instant expiresAt) {}
