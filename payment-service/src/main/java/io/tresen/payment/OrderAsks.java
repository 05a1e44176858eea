package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;

/** What asks for an order's money elsewhere than on its pay page. */
public interface OrderAsks {

    /**
     * The order takes no payment any more: nothing goes on asking. In the transaction that closed it, behind the lock of its row.
     *
     * @param cause the event that closed it, or null
     */
    void end(Tx tx, OrderKey order, Instant now, Event cause);
}
