package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A state of the process (DESIGN 5). There is one method per event and command, none with a default here: each state writes
 * down for each of them whether it acts, knows it already, refuses, or can't have it.
 *
 * <p>Times are business time. {@code order} is the order that is in this state.
 */
public sealed interface OrderState permits Placed, AwaitingPayment, InShopsHands, Cancelling, Closed, Rejected {

    OrderStatus status();

    /** The catalog holds every line. */
    Outcome stockReserved(Order order, Instant now);

    /** The catalog can't give every line. @param code sold-out or unknown-product */
    Outcome stockRejected(Order order, String code, List<String> retailerIds);

    /** What was held is free again. */
    Outcome stockReleased(Order order);

    /** A payment can be made. */
    Outcome paymentPending(Order order);

    /** The money was captured in time. */
    Outcome paymentSucceeded(Order order);

    /** Money came too late or twice; payment-service gives it back. It never moves an order. */
    Outcome lateMoney(Order order);

    Outcome paymentFailed(Order order);

    /** The provider has not said; the deadline goes on. */
    Outcome paymentUnknown(Order order);

    /** A wrong amount or currency was taken: never paid, a person looks. */
    Outcome paymentHeld(Order order, Instant now);

    /** The attempt is closed without money. */
    Outcome paymentCancelled(Order order);

    /** @param complete everything captured has gone back; also with nothing to give back */
    Outcome refundSucceeded(Order order, RefundReason reason, boolean complete);

    /** @param left what it leaves; null where the sender did not say */
    Outcome refundFailed(Order order, MoneyLeft left, Instant now);

    /** The exact amount was collected on delivery. */
    Outcome cashCollected(Order order);

    /** The payment deadline is looked at. */
    Outcome deadlinePassed(Order order, Instant now);

    /** @param reason the person's words; null from a chat */
    Outcome cancel(Order order, Actor by, String reason);

    /** The address is to be replaced; whether it is a right one was checked before. */
    Outcome correctAddress(Order order, Actor by);

    Outcome ship(Order order, Parcel parcel);

    /** @param shipmentId null for everything that is on its way and every service */
    Outcome deliver(Order order, UUID shipmentId, Instant now);

    Outcome takeBack(Order order, Return units);

    /** The answer to what can't happen in this state. */
    default Outcome impossible(String input) {
        return new Outcome.Impossible(status(), input);
    }

    /** The answer to what this state knows already or has outrun. */
    default Outcome duplicate(String name) {
        return new Outcome.Duplicate(name);
    }

    /** The answer to a command that a rule forbids now. */
    default Outcome refused(OrderRejection rejection) {
        return new Outcome.Refused(rejection);
    }
}
