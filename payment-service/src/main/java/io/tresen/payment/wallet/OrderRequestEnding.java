package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.payment.OrderAsks;
import io.tresen.payment.OrderKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Takes back what a shop asked for with an order that is paid otherwise, or asks no longer. */
@ApplicationScoped
public class OrderRequestEnding implements OrderAsks {

    private final WalletTransfers transfers;
    private final WalletTransferDesk desk;

    OrderRequestEnding(WalletTransfers transfers, WalletTransferDesk desk) {
        this.transfers = transfers;
        this.desk = desk;
    }

    @Override
    public void end(Tx tx, OrderKey order, Instant now, Event cause) {
        for (WalletTransfer held : transfers.lockRequestsFor(tx, order)) {
            desk.carryOut(tx, held, WalletTransferRules.orderClosed(held), By.SYSTEM, now, cause);
        }
    }
}
