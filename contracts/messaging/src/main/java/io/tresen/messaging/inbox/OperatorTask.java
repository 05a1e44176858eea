package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;

/** A kind of command of operators that a service knows beside those of every service: one bean a kind. */
public interface OperatorTask {

    /** The word in {@code operator_command.kind}, which the service's own migration allows there. */
    String kind();

    /**
     * Does it, in the transaction that ends the command.
     *
     * @return how it went, for the operator
     * @throws io.tresen.messaging.event.RecordFault when it can't be done; what it says is for the operator
     */
    String carryOut(Tx tx, String target);
}
