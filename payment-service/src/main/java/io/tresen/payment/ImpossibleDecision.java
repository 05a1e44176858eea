package io.tresen.payment;

import io.tresen.messaging.event.RecordFault;

/** A transition that must not happen: a dead letter where an event asked for it, an error in the log otherwise. */
public class ImpossibleDecision extends RecordFault {

    ImpossibleDecision(String why) {
        super("impossible-transition", why);
    }
}
