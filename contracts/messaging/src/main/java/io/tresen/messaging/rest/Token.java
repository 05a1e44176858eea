package io.tresen.messaging.rest;

import java.time.Instant;
import java.util.UUID;

/**
 * What a verified token says (INTERFACE 2 and 3).
 *
 * @param subject the shopper, or the business's credential
 * @param conversationId the shopper's conversation; null for a business
 * @param country ISO 3166 of the business; null where the token carries none
 * @param currency ISO 4217 of the business; null where the token carries none
 * @param id jti, by which it can be revoked
 */
public record Token(
        Role role,
        UUID subject,
        UUID businessId,
        UUID conversationId,
        String country,
        String currency,
        UUID id,
        Instant expiresAt) {}
