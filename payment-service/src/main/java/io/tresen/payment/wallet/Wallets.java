package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.LedgerAccount;
import io.tresen.payment.LedgerAccounts;
import io.tresen.payment.LedgerBalance;
import io.tresen.payment.LedgerTransfers;
import io.tresen.payment.Transfer;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Wallets as they stand, and money that comes in from outside. */
@ApplicationScoped
public class Wallets {

    private final LedgerAccounts accounts;
    private final LedgerTransfers ledger;
    private final WalletPins pins;
    private final BusinessClock clock;

    Wallets(LedgerAccounts accounts, LedgerTransfers ledger, WalletPins pins, BusinessClock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.pins = pins;
        this.clock = clock;
    }

    /** A shopper's wallet; empty of money before anything moved. @param currency the business's */
    public Wallet find(Tx tx, UUID businessId, UUID shopperId, String currency) {
        LedgerBalance balance =
                accounts.wallet(tx, businessId, shopperId, currency).orElse(new LedgerBalance(0, 0, 0));
        return new Wallet(
                shopperId,
                new Money(balance.postedMinor(), currency),
                new Money(balance.availableMinor(), currency),
                balance.version(),
                pins.isSet(tx, businessId, shopperId));
    }

    /**
     * Books money that came in as cash.
     *
     * @param topUpId of this very top-up
     * @param by who took the cash
     * @throws io.tresen.messaging.RejectedException 409 {@code balance-too-large}
     */
    public void topUp(Tx tx, UUID businessId, UUID topUpId, UUID shopperId, Money amount, By by) {
        Transfer transfer = new Transfer(
                Ids.v5(topUpId, "top-up"),
                Transfer.Kind.TOP_UP,
                About.topUp(topUpId),
                by,
                List.of(new Entry(LedgerAccount.CASH_IN_TRANSIT, true, amount), Entry.toWallet(shopperId, amount)));
        ledger.post(tx, businessId, List.of(transfer), clock.now());
    }
}
