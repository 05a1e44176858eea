package io.tresen.payment;

import java.time.Instant;

/**
 * Something waits for a person.
 *
 * @param code stable word: {@code wrong-amount}, {@code wrong-currency}, {@code provider-unclear}, {@code refund-failed},
 *     {@code second-charge}
 * @param at business time
 */
public record Attention(String code, Instant at) {

    /** The provider has not said for long how a payment or refund ended. */
    public static final String UNCLEAR = "provider-unclear";

    /** The provider charged a second time under the name of one payment. */
    public static final String SECOND_CHARGE = "second-charge";

    /** A refund did not go through. */
    public static final String REFUND_FAILED = "refund-failed";
}
