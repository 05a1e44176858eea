package io.tresen.order;

import java.time.Instant;
import java.util.List;

/**
 * What waits for a person.
 *
 * @param code {@code payment-held} or {@code refund-failed}
 * @param at business time
 */
public record Attention(String code, Instant at) {

    public static final String PAYMENT_HELD = "payment-held";
    public static final String REFUND_FAILED = "refund-failed";

    /** All of them. */
    public static final List<String> CODES = List.of(PAYMENT_HELD, REFUND_FAILED);
}
