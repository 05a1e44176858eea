package io.tresen.payment.wallet;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;

/** Tells the outside of transfers, in the transaction of the fact and under the lock of the transfer's row. */
public interface WalletTransferEvents {

    /**
     * A transfer changed; its status says how.
     *
     * @param at business time of the fact
     * @param cause the event that it follows from; null when a person or the clock caused it
     */
    void changed(Tx tx, WalletTransfer transfer, Instant at, Event cause);

    /**
     * What a chat asked for can't be.
     *
     * @param version the transfer's; 0 where there is none
     */
    void refused(Tx tx, TransferAsk ask, String code, long version, Instant at, Event cause);
}
