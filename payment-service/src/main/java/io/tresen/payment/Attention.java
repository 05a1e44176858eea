package io.tresen.payment;

import java.time.Instant;
import java.util.List;

/**
 * Something waits for a person.
 *
 * @param code stable word: {@code wrong-amount}, {@code wrong-currency}, {@code provider-unclear}, {@code refund-failed},
 *     {@code second-charge}, {@code balance-too-large}
 * @param at business time
 */
public record Attention(String code, Instant at) {

    /** The provider has not said for long how a payment or refund ended. */
    public static final String UNCLEAR = "provider-unclear";

    /** The provider charged a second time under the name of one payment. */
    public static final String SECOND_CHARGE = "second-charge";

    /** A refund did not go through. */
    public static final String REFUND_FAILED = "refund-failed";

    public static final String WRONG_AMOUNT = "wrong-amount";
    public static final String WRONG_CURRENCY = "wrong-currency";

    /** All of them. */
    public static final List<String> CODES = List.of(
            WRONG_AMOUNT,
            WRONG_CURRENCY,
            UNCLEAR,
            REFUND_FAILED,
            SECOND_CHARGE,
            PaymentRejection.BALANCE_TOO_LARGE.code());

    /** Whether it may take the other's place: wrong money tells a person more than a refund, and that more than silence. */
    public boolean mayReplace(Attention other) {
        return other == null || weight() >= other.weight();
    }

    private int weight() {
        return switch (code) {
            case UNCLEAR -> 0;
            case REFUND_FAILED -> 1;
            case SECOND_CHARGE -> 3; // nothing else shows that money
            default -> 2;
        };
    }
}
