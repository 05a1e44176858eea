package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The double-entry ledger's tables. The database itself refuses a transfer that does not balance, and every change. */
@ApplicationScoped
public class LedgerTransfers {

    /** Debits and credits of a currency over all accounts of a business, in minor units. */
    public record Balance(String currency, long debitsMinor, long creditsMinor) {}

    /** Books a transfer in the transaction of the fact. @param at business time of the fact */
    void post(Tx tx, PaymentOrder order, Transfer transfer, Instant at) {
        tx.update(
                """
                insert into ledger_transfer (business_id, transfer_id, kind, order_id, payment_id, refund_id, occurred_at)
                values ($1, $2, $3, $4, $5, $6, $7)""",
                order.businessId(),
                transfer.id(),
                transfer.kind().name().toLowerCase(java.util.Locale.ROOT),
                order.orderId(),
                transfer.paymentId(),
                transfer.refundId(),
                PaymentRows.time(at));
        for (Transfer.Entry entry : transfer.entries()) {
            long amount = entry.amount().amountMinor();
            tx.update(
                    """
                    insert into ledger_entry (business_id, transfer_id, account_id, currency, debit_minor, credit_minor)
                    values ($1, $2, $3, $4, $5, $6)""",
                    order.businessId(),
                    transfer.id(),
                    account(tx, order.businessId(), entry),
                    entry.amount().currency(),
                    entry.debit() ? amount : 0,
                    entry.debit() ? 0 : amount);
        }
    }

    /** One line per currency that the business ever had; difference zero, or something is broken. */
    public List<Balance> trialBalance(Tx tx, UUID businessId) {
        return tx
                .list(
                        """
                        select e.currency, sum(e.debit_minor)::bigint as debits, sum(e.credit_minor)::bigint as credits
                        from ledger_account a join ledger_entry e using (account_id)
                        where a.business_id = $1 group by e.currency order by e.currency""",
                        businessId)
                .stream()
                .map(row -> new Balance(row.getString("currency"), row.getLong("debits"), row.getLong("credits")))
                .toList();
    }

    private static long account(Tx tx, UUID businessId, Transfer.Entry entry) {
        String kind = entry.account().word();
        String currency = entry.amount().currency();
        String find = "select account_id from ledger_account where business_id = $1 and kind = $2 and currency = $3";
        return tx.one(find, businessId, kind, currency)
                .or(() -> tx.one(
                        "insert into ledger_account (business_id, kind, currency) values ($1, $2, $3)"
                                + " on conflict do nothing returning account_id",
                        businessId,
                        kind,
                        currency))
                .or(() -> tx.one(find, businessId, kind, currency))
                .orElseThrow()
                .getLong("account_id");
    }
}
