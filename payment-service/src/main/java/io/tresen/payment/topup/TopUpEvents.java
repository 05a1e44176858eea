package io.tresen.payment.topup;

import io.tresen.messaging.db.Tx;
import java.time.Instant;

/** Tells the outside of top-ups, in the transaction of the fact and under the lock of the top-up's row. */
public interface TopUpEvents {

    /**
     * A card's money came to its end: it is in the wallet ({@code captured}), or all of it went back ({@code held}).
     *
     * @param at business time of the fact
     */
    void settled(Tx tx, TopUp topUp, Instant at);

    /**
     * Held money that was told to have gone back did not reach the card; it is to go back again.
     *
     * @param at business time of the fact
     */
    void refundFailed(Tx tx, TopUp topUp, Instant at);
}
