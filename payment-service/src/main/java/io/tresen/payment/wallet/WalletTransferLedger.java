package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.payment.AccountKey;
import io.tresen.payment.LedgerAccount;
import io.tresen.payment.Transfer;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import java.util.List;

/** What a transfer of persons is in the ledger: one transfer of the same id with two legs. */
final class WalletTransferLedger {

    private WalletTransferLedger() {}

    /** The wallets that it touches. */
    static List<AccountKey> wallets(WalletTransfer transfer) {
        return transfer.toBusiness()
                ? List.of(payers(transfer))
                : List.of(
                        payers(transfer),
                        AccountKey.wallet(transfer.payeeId(), transfer.amount().currency()));
    }

    /** The payer's wallet. */
    static AccountKey payers(WalletTransfer transfer) {
        return AccountKey.wallet(transfer.payerId(), transfer.amount().currency());
    }

    /** @param by who did it: the payer who agreed, or the payee who took it */
    static Transfer booked(WalletTransfer transfer, By by) {
        Entry from = Entry.fromWallet(transfer.payerId(), transfer.amount());
        Entry to = transfer.toBusiness()
                ? new Entry(LedgerAccount.BUSINESS_BALANCE, false, transfer.amount())
                : Entry.toWallet(transfer.payeeId(), transfer.amount());
        return new Transfer(
                transfer.id(),
                Kind.WALLET_TRANSFER,
                About.walletTransfer(transfer.id(), transfer.orderId()),
                by,
                List.of(from, to));
    }
}
