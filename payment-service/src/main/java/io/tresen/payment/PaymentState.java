package io.tresen.payment;

import io.tresen.messaging.Money;

/** Where an attempt stands. The diagram is in the package's page. */
public sealed interface PaymentState {

    /** Nobody has paid with it yet: a card may, or cash on delivery may be collected. */
    record Open() implements PaymentState {}

    /** Claimed by a POST; the provider is being called. */
    record Confirming() implements PaymentState {}

    /**
     * The provider has it and is not done: it processes, or the card holder is asked.
     *
     * @param redirectUrl where the card holder goes; null when nobody is asked
     */
    record Waiting(String redirectUrl) implements PaymentState {}

    /** The provider did not answer. Never taken for a failure. */
    record Unknown() implements PaymentState {}

    /**
     * The money is there.
     *
     * @param captured what was taken: the order's amount
     * @param late true when nobody waited for it any more; it goes back in full
     */
    record Captured(Money captured, boolean late) implements PaymentState {}

    /**
     * The provider took something else than was asked for; a person refunds.
     *
     * @param code {@code wrong-amount} or {@code wrong-currency}
     */
    record Held(Money captured, String code) implements PaymentState {}

    /** Declined. @param code the provider's reason, such as {@code card_declined} */
    record Failed(String code) implements PaymentState {}

    /** Closed without money. @param reason {@code withdrawn}, {@code late-request} or {@code returned} */
    record Cancelled(String reason) implements PaymentState {}

    /** True while the provider may still say how it ends. */
    default boolean isInFlight() {
        return this instanceof Confirming || this instanceof Waiting || this instanceof Unknown;
    }

    /** True where it has ended and, as far as we know, nothing was taken. */
    default boolean isEndedWithoutMoney() {
        return this instanceof Failed || this instanceof Cancelled;
    }

    /** What was taken; null when nothing was. */
    default Money taken() {
        if (this instanceof Captured captured) {
            return captured.captured();
        }
        return this instanceof Held held ? held.captured() : null;
    }
}
