package io.tresen.payment;

import io.tresen.messaging.Money;

/** What a provider says about a charge: five words, whatever the provider's own are. */
public sealed interface Outcome {

    /** Charged. @param taken what really was, which may be another amount or currency than was asked for */
    record Succeeded(Money taken) implements Outcome {}

    /** Declined for good. @param code the provider's reason */
    record Failed(String code) implements Outcome {}

    /** Under way. @param redirectUrl where the card holder must go; null when nobody is asked */
    record Pending(String redirectUrl) implements Outcome {}

    /** Closed at the provider without money. */
    record Cancelled() implements Outcome {}

    /** Not said: time-out, server error, a key in use. @param why for the log; never a failure */
    record Unknown(String why) implements Outcome {}
}
