package io.tresen.order.rest;

import io.tresen.messaging.db.Tx;
import io.tresen.order.Orders;
import java.util.function.Supplier;

/**
 * The number of one order that is being placed, however often that is tried: the sequence takes none back, and who is refused since a
 * copy lacks something tries twenty times. All shops' orders have their numbers from there.
 */
final class NumberOnce {

    private final Orders orders;
    private String number;

    NumberOnce(Orders orders) {
        this.orders = orders;
    }

    /** Sends for it, where no try before has got one; look at it before anything is refused. */
    Supplier<String> ask(Tx tx) {
        if (number != null) {
            return () -> number;
        }
        Supplier<String> asked = orders.askNumber(tx);
        return () -> number = asked.get();
    }
}
