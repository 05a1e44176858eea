package io.tresen.messaging.rest;

/** Kinds of callers; the lower-case word is the token's {@code groups} claim. */
public enum Role {
    BUSINESS,
    SHOPPER
}
