package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.wallet.WalletTransfers.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Ends transfers whose time is over. */
@ApplicationScoped
public class WalletTransferExpiry {

    private final WalletTransfers transfers;
    private final WalletTransferDesk desk;

    WalletTransferExpiry(WalletTransfers transfers, WalletTransferDesk desk) {
        this.transfers = transfers;
        this.desk = desk;
    }

    /** Ends one, unless an answer or another replica has it in hand. @param now business time */
    public void expire(Tx tx, Due due, Instant now) {
        transfers
                .lockDue(tx, due)
                .ifPresent(
                        held -> desk.carryOut(tx, held, WalletTransferRules.expire(held, now), By.SYSTEM, now, null));
    }
}
