package io.tresen.messaging.rest;

import io.tresen.messaging.By;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Who calls. The tenant comes from here and from nowhere else. Every method but {@link #known()} throws a 401 rejection
 * when nobody has shown a token, which only a {@link Public} resource can meet.
 */
@RequestScoped
public class Caller {

    private Token token;

    void is(Token verified) {
        token = verified;
    }

    /** The verified token; empty for an anonymous call of a public resource. */
    public Optional<Token> known() {
        return Optional.ofNullable(token);
    }

    /** The verified token. */
    public Token token() {
        return known().orElseThrow(() -> Problem.unauthorized(false, null).exception());
    }

    /** The kind of caller. */
    public Role role() {
        return token().role();
    }

    /** The tenant. */
    public UUID businessId() {
        return token().businessId();
    }

    /** Whose deeds these are, for histories. */
    public By by() {
        return token().by();
    }

    /** The shopper, or of the business the person or the credential. */
    public UUID subject() {
        return token().subject();
    }

    /** The shopper's conversation; null for a business. */
    public UUID conversationId() {
        return token().conversationId();
    }

    /** ISO 3166 of the business; null where the token carries none. */
    public String country() {
        return token().country();
    }

    /** ISO 4217 of the business; null where the token carries none. */
    public String currency() {
        return token().currency();
    }

    /** jti. */
    public UUID tokenId() {
        return token().id();
    }

    /** True for a shopper, false for a business. */
    public boolean isShopper() {
        return role() == Role.SHOPPER;
    }
}
