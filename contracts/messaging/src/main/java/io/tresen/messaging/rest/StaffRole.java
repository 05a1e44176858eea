package io.tresen.messaging.rest;

/** What a person of a business may do; the lower-case word is the token's {@code staff_role} claim. */
public enum StaffRole {
    /** Everything that the business itself may do. */
    OWNER,
    /** Only what says so: {@link Allowed#agents()}. */
    AGENT
}
