package io.tresen.payment.wallet;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.By;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.payment.AccountKey;
import io.tresen.payment.LedgerAccounts;
import io.tresen.payment.LedgerBalance;
import io.tresen.payment.LedgerHolds;
import io.tresen.payment.LedgerTransfers;
import io.tresen.payment.OrderKey;
import io.tresen.payment.PendingState;
import io.tresen.payment.WalletPaying;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferDecision.Act;
import io.tresen.payment.wallet.WalletTransferDecision.Booking;
import io.tresen.payment.wallet.WalletTransferDecision.Duplicate;
import io.tresen.payment.wallet.WalletTransferDecision.Refused;
import io.tresen.payment.wallet.WalletTransferRules.Payer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries decisions about transfers out. Everybody locks in one order: the row of the order that it pays, the transfer's row,
 * the balances of its two sides (the ledger's own order), the key of the outbox. A transaction changes one transfer, so that opposite
 * ones don't wait in a circle. One is more: whoever closes an order ({@link io.tresen.payment.PaymentDesk}) locks, behind its row,
 * the balances and only then the requests that would have paid it. No circle comes of that, since who holds such a request waits for
 * no balance without the order's row: it is paid behind that row, and declined, taken back or expired without any money.
 */
@ApplicationScoped
public class WalletTransferDesk {

    private final WalletTransfers transfers;
    private final LedgerAccounts accounts;
    private final LedgerTransfers ledger;
    private final LedgerHolds holds;
    private final WalletPaying orders;
    private final WalletTransferEvents events;
    private final MeterRegistry metrics;

    WalletTransferDesk(
            WalletTransfers transfers,
            LedgerAccounts accounts,
            LedgerTransfers ledger,
            LedgerHolds holds,
            WalletPaying orders,
            WalletTransferEvents events,
            MeterRegistry metrics) {
        this.transfers = transfers;
        this.accounts = accounts;
        this.ledger = ledger;
        this.holds = holds;
        this.orders = orders;
        this.events = events;
        this.metrics = metrics;
    }

    /** Carries the first decision about a transfer out. @throws io.tresen.messaging.RejectedException 409, 422 */
    WalletTransfer begin(Tx tx, WalletTransferDecision decision, By by, Instant now, Event cause) {
        if (decision instanceof Refused refused) {
            throw refused.rejection().exception();
        }
        Act act = (Act) decision;
        if (!transfers.insert(tx, act.next())) {
            throw new IllegalStateException("The id of a new transfer is taken");
        }
        finish(tx, act, by, now, cause);
        return act.next();
    }

    /** The payer agrees to a transfer that is locked. @throws io.tresen.messaging.RejectedException for a refusal */
    WalletTransfer authorise(Tx tx, WalletTransfer held, Party party, WalletLimit limit, By by, Instant now) {
        long spent = lockPayer(tx, held, now).spentMinor();
        return carryOut(tx, held, WalletTransferRules.authorise(held, party, limit, spent, now), by, now, null);
    }

    /**
     * Carries a decision out on a transfer that is locked.
     *
     * @param cause the event that asked for it, or null
     * @return as it is now; unchanged for a duplicate
     * @throws io.tresen.messaging.RejectedException for a refusal
     */
    WalletTransfer carryOut(
            Tx tx, WalletTransfer before, WalletTransferDecision decision, By by, Instant now, Event cause) {
        if (decision instanceof Refused refused) {
            throw refused.rejection().exception();
        }
        if (decision instanceof Duplicate duplicate) {
            metrics.counter("tresen.wallet.transfer.duplicates", "name", duplicate.name())
                    .increment();
            return before;
        }
        Act act = (Act) decision;
        transfers.save(tx, act.next());
        finish(tx, act, by, now, cause);
        return act.next();
    }

    /**
     * What the payer has, and agreed to within the last day, with the balances of both sides locked: of two agreements at a
     * time the second sees the first.
     */
    Payer lockPayer(Tx tx, WalletTransfer transfer, Instant now) {
        Map<AccountKey, LedgerBalance> held =
                accounts.lock(tx, transfer.businessId(), WalletTransferLedger.wallets(transfer));
        Instant since = now.minus(WalletTransferRules.DAY);
        return new Payer(
                held.get(WalletTransferLedger.payers(transfer)).availableMinor(),
                transfers.spentMinor(tx, transfer.businessId(), transfer.payerId(), since));
    }

    private void finish(Tx tx, Act act, By by, Instant now, Event cause) {
        WalletTransfer next = act.next();
        book(tx, next, act.booking(), by, now);
        events.changed(tx, next, now, cause);
        if (act.booking() != Booking.NONE) {
            Failpoint.reached(WalletSteps.TRANSFER_WRITTEN);
            tx.afterCommit(() -> Failpoint.reached(step(act.booking())));
        }
    }

    private static String step(Booking booking) {
        return switch (booking) {
            case HOLD -> WalletSteps.TRANSFER_HELD;
            case POST, PAY_ORDER -> WalletSteps.TRANSFER_POSTED;
            case POST_HELD -> WalletSteps.TRANSFER_TAKEN;
            case VOID_HELD, EXPIRE_HELD -> WalletSteps.TRANSFER_FREED;
            case NONE -> throw new IllegalArgumentException("nothing is booked");
        };
    }

    private void book(Tx tx, WalletTransfer transfer, Booking booking, By by, Instant now) {
        UUID business = transfer.businessId();
        switch (booking) {
            case NONE -> {}
            case HOLD -> holds.hold(tx, business, WalletTransferLedger.booked(transfer, by), now);
            case POST -> ledger.post(tx, business, List.of(WalletTransferLedger.booked(transfer, by)), now);
            case PAY_ORDER -> orders.pay(tx, new OrderKey(business, transfer.orderId()), now);
            case POST_HELD -> holds.post(tx, business, transfer.id(), now);
            case VOID_HELD -> holds.end(tx, business, transfer.id(), PendingState.VOIDED, now);
            case EXPIRE_HELD -> holds.end(tx, business, transfer.id(), PendingState.EXPIRED, now);
        }
    }
}
