package io.tresen.messaging.rest;

/** Kinds of callers; the lower-case word is the token's {@code groups} claim, which says agent for a business's agents. */
public enum Role {
    BUSINESS,
    SHOPPER
}
