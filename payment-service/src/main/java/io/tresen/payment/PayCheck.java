package io.tresen.payment;

import io.tresen.messaging.db.Tx;

/** Looks at what somebody who pays sent, in the transaction that is about to claim an attempt for it, and only then. */
@FunctionalInterface
public interface PayCheck {

    /** @throws io.tresen.messaging.RejectedException why it is refused */
    void check(Tx tx, PaymentOrder order);

    /** One that needs neither. */
    static PayCheck of(Runnable check) {
        return (tx, order) -> check.run();
    }

    /** This, and then that. */
    default PayCheck and(PayCheck next) {
        return (tx, order) -> {
            check(tx, order);
            next.check(tx, order);
        };
    }
}
