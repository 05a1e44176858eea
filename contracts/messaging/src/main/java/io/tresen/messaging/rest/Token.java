package io.tresen.messaging.rest;

import io.tresen.messaging.By;
import java.time.Instant;
import java.util.UUID;

/**
 * What a verified token says (INTERFACE 2 and 3).
 *
 * @param subject the shopper, or of the business the person or the credential
 * @param conversationId the shopper's conversation; null for a business
 * @param country ISO 3166 of the business; null where the token carries none
 * @param currency ISO 4217 of the business; null where the token carries none
 * @param id jti, by which it can be revoked
 * @param staffRole of a business's person; null for its programs and for shoppers
 */
public record Token(
        Role role,
        UUID subject,
        UUID businessId,
        UUID conversationId,
        String country,
        String currency,
        UUID id,
        Instant expiresAt,
        StaffRole staffRole) {

    /** A token of no person. */
    public Token(
            Role role,
            UUID subject,
            UUID businessId,
            UUID conversationId,
            String country,
            String currency,
            UUID id,
            Instant expiresAt) {
        this(role, subject, businessId, conversationId, country, currency, id, expiresAt, null);
    }

    /** Whose deeds these are. */
    public By by() {
        if (role == Role.SHOPPER) {
            return By.shopper(subject);
        }
        return new By(staffRole == null ? By.Kind.APP : By.Kind.STAFF, subject);
    }
}
