package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Money that waits: what a transfer debits is held, so that nobody spends it, until the transfer is posted, voided or
 * expires. When that is, is for its owner to say.
 */
@ApplicationScoped
public class LedgerHolds {

    /** A transfer that waits, or has waited. */
    private record Waiting(Transfer transfer, PendingState state) {}

    private final LedgerAccounts accounts;
    private final LedgerTransfers transfers;

    LedgerHolds(LedgerAccounts accounts, LedgerTransfers transfers) {
        this.accounts = accounts;
        this.transfers = transfers;
    }

    /**
     * Holds what the transfer debits.
     *
     * @param at business time
     * @return false when a transfer of this id waits or has waited
     * @throws io.tresen.messaging.RejectedException 409 {@code insufficient-funds}
     */
    public boolean hold(Tx tx, UUID businessId, Transfer transfer, Instant at) {
        Map<AccountKey, Long> ids = accounts.ids(tx, businessId, keys(transfer));
        Map<AccountKey, LedgerBalance> held = accounts.lock(tx, ids);
        About about = transfer.about();
        int made = tx.update(
                """
                insert into ledger_pending (business_id, transfer_id, kind, order_id, payment_id, refund_id,
                  wallet_transfer_id, top_up_id, by_kind, by_id, occurred_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing""",
                businessId,
                transfer.id(),
                transfer.kind().word(),
                about.orderId(),
                about.paymentId(),
                about.refundId(),
                about.walletTransferId(),
                about.topUpId(),
                transfer.by().word(),
                transfer.by().id(),
                PaymentRows.time(at));
        if (made == 1) {
            accounts.save(tx, ids, held, LedgerRules.hold(held, transfer));
            LedgerTransfers.insertEntries(tx, businessId, "ledger_pending_entry", ids, List.of(transfer));
        }
        return made == 1;
    }

    /** Books it: a transfer of the same id. @return false when it had been posted; as {@link #end} for the rest */
    public boolean post(Tx tx, UUID businessId, UUID transferId, Instant at) {
        return end(tx, businessId, transferId, PendingState.POSTED, at);
    }

    /**
     * Ends the waiting.
     *
     * @param end how
     * @param at business time
     * @return false when it had ended so before
     * @throws io.tresen.messaging.RejectedException 409 {@code hold-ended} when it had ended otherwise, {@code
     *     balance-too-large}; 404 when nothing of this id ever waited
     */
    public boolean end(Tx tx, UUID businessId, UUID transferId, PendingState end, Instant at) {
        Waiting waiting = lock(tx, businessId, transferId);
        if (!LedgerRules.mayEnd(waiting.state(), end)) {
            return false;
        }
        Transfer transfer = waiting.transfer();
        Map<AccountKey, Long> ids = accounts.ids(tx, businessId, keys(transfer));
        Map<AccountKey, LedgerBalance> held = accounts.lock(tx, ids);
        accounts.save(tx, ids, held, LedgerRules.end(held, transfer, end));
        tx.update(
                "update ledger_pending set state = $3, ended_at = $4 where business_id = $1 and transfer_id = $2",
                businessId,
                transferId,
                end.word(),
                PaymentRows.time(at));
        if (end == PendingState.POSTED) {
            transfers.write(tx, businessId, ids, transfer, at);
        }
        return true;
    }

    private static Waiting lock(Tx tx, UUID businessId, UUID transferId) {
        Row row = tx.one(
                        "select * from ledger_pending where business_id = $1 and transfer_id = $2 for update",
                        businessId,
                        transferId)
                .orElseThrow(PaymentRejection.UNKNOWN_PAYMENT::exception);
        List<Entry> entries = tx
                .list(
                        """
                        select a.kind, a.owner_id, e.currency, e.debit_minor, e.credit_minor
                        from ledger_pending_entry e join ledger_account a using (account_id)
                        where e.business_id = $1 and e.transfer_id = $2 order by e.entry_id""",
                        businessId,
                        transferId)
                .stream()
                .map(LedgerHolds::entry)
                .toList();
        Transfer transfer = new Transfer(
                transferId,
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new About(
                        row.getUUID("order_id"),
                        row.getUUID("payment_id"),
                        row.getUUID("refund_id"),
                        row.getUUID("wallet_transfer_id"),
                        row.getUUID("top_up_id")),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                entries);
        return new Waiting(transfer, PendingState.of(row.getString("state")));
    }

    private static Entry entry(Row row) {
        AccountKey key = LedgerAccounts.key(row);
        long debit = row.getLong("debit_minor");
        Money amount = new Money(debit > 0 ? debit : row.getLong("credit_minor"), key.currency());
        return new Entry(key.kind(), key.ownerId(), debit > 0, amount);
    }

    private static List<AccountKey> keys(Transfer transfer) {
        return transfer.entries().stream().map(Entry::key).toList();
    }
}
