package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Transfers of the double-entry ledger. {@link LedgerRules} decides under the locks of the accounts that have a limit; the
 * database itself refuses a transfer that does not balance, an overdraft, and every change.
 */
@ApplicationScoped
public class LedgerTransfers {

    /** Debits and credits of a currency over all accounts of a business, in minor units. */
    public record Balance(String currency, long debitsMinor, long creditsMinor) {}

    private final LedgerAccounts accounts;
    private final Event<LedgerBooked> booked;

    LedgerTransfers(LedgerAccounts accounts, Event<LedgerBooked> booked) {
        this.accounts = accounts;
        this.booked = booked;
    }

    /**
     * Books transfers in the transaction of their fact, all or none. What was booked before under the same id is left alone.
     *
     * @param at business time of the fact
     * @return those that are new
     * @throws io.tresen.messaging.RejectedException 409 {@code insufficient-funds}, {@code balance-too-large}
     * @throws IllegalStateException when an id was used for something else
     */
    public List<Transfer> post(Tx tx, UUID businessId, List<Transfer> transfers, Instant at) {
        if (transfers.isEmpty()) {
            return List.of();
        }
        Map<AccountKey, Long> ids = accounts.ids(
                tx,
                businessId,
                entries(transfers).stream().map(Transfer.Entry::key).toList());
        Map<AccountKey, LedgerBalance> held = accounts.lock(tx, ids);
        List<Transfer> unknown = held.isEmpty() ? once(transfers) : unknown(tx, businessId, transfers);
        accounts.save(tx, ids, held, LedgerRules.post(held, unknown));
        List<Transfer> fresh = insert(tx, businessId, unknown, at);
        book(tx, businessId, ids, fresh);
        refuseOthers(tx, businessId, ids, transfers, fresh);
        return fresh;
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

    /** Writes a transfer whose balances were saved before: one that waited. */
    void write(Tx tx, UUID businessId, Map<AccountKey, Long> ids, Transfer transfer, Instant at) {
        List<Transfer> fresh = insert(tx, businessId, List.of(transfer), at);
        if (fresh.isEmpty()) {
            throw new IllegalStateException("Transfer " + transfer.id() + " was booked while it waited");
        }
        book(tx, businessId, ids, fresh);
    }

    private void book(Tx tx, UUID businessId, Map<AccountKey, Long> ids, List<Transfer> fresh) {
        insertEntries(tx, businessId, "ledger_entry", ids, fresh);
        if (!fresh.isEmpty()) {
            tx.afterCommit(() -> booked.fire(new LedgerBooked()));
        }
    }

    /** Once each; where no balance has to be saved before, {@link #insert} finds all that was booked. */
    private static List<Transfer> once(List<Transfer> transfers) {
        return List.copyOf(byId(transfers).values());
    }

    private static Map<UUID, Transfer> byId(List<Transfer> transfers) {
        Map<UUID, Transfer> byId = new LinkedHashMap<>();
        transfers.forEach(transfer -> byId.putIfAbsent(transfer.id(), transfer));
        return byId;
    }

    /** Once each, without what was booked before; what is being booked elsewhere, {@link #insert} finds. */
    private static List<Transfer> unknown(Tx tx, UUID businessId, List<Transfer> transfers) {
        Map<UUID, Transfer> byId = byId(transfers);
        tx.list(
                        "select transfer_id from ledger_transfer where business_id = $1 and transfer_id = any($2)",
                        businessId,
                        byId.keySet().toArray(UUID[]::new))
                .forEach(row -> byId.remove(row.getUUID("transfer_id")));
        return List.copyOf(byId.values());
    }

    private static List<Transfer> insert(Tx tx, UUID businessId, List<Transfer> all, Instant at) {
        Set<UUID> made = new HashSet<>();
        tx.list(
                        """
                        insert into ledger_transfer (business_id, transfer_id, kind, order_id, payment_id, refund_id,
                          wallet_transfer_id, top_up_id, by_kind, by_id, occurred_at)
                        select $1, t.*, $11 from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
                          $7::uuid[], $8::uuid[], $9::text[], $10::uuid[])
                          as t (id, kind, order_id, payment_id, refund_id, wallet_transfer_id, top_up_id, by_kind, by_id)
                        order by t.id on conflict do nothing returning transfer_id""",
                        businessId,
                        uuids(all, Transfer::id),
                        texts(all, transfer -> transfer.kind().word()),
                        uuids(all, transfer -> transfer.about().orderId()),
                        uuids(all, transfer -> transfer.about().paymentId()),
                        uuids(all, transfer -> transfer.about().refundId()),
                        uuids(all, transfer -> transfer.about().walletTransferId()),
                        uuids(all, transfer -> transfer.about().topUpId()),
                        texts(all, transfer -> transfer.by().word()),
                        uuids(all, transfer -> transfer.by().id()),
                        PaymentRows.time(at))
                .forEach(row -> made.add(row.getUUID("transfer_id")));
        return all.stream().filter(transfer -> made.contains(transfer.id())).toList();
    }

    static void insertEntries(
            Tx tx, UUID businessId, String table, Map<AccountKey, Long> ids, List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            return;
        }
        List<Transfer.Entry> entries = entries(transfers);
        tx.send(
                """
                insert into %s (business_id, transfer_id, account_id, currency, debit_minor, credit_minor)
                select $1, e.transfer_id, e.account_id, e.currency, e.debit_minor, e.credit_minor
                from unnest($2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
                  with ordinality as e (transfer_id, account_id, currency, debit_minor, credit_minor, n)
                order by e.n"""
                        .formatted(table),
                businessId,
                transfers.stream()
                        .flatMap(transfer -> transfer.entries().stream().map(entry -> transfer.id()))
                        .toArray(UUID[]::new),
                entries.stream().map(entry -> ids.get(entry.key())).toArray(Long[]::new),
                texts(entries, entry -> entry.amount().currency()),
                entries.stream()
                        .map(entry -> entry.debit() ? entry.amount().amountMinor() : 0L)
                        .toArray(Long[]::new),
                entries.stream()
                        .map(entry -> entry.debit() ? 0L : entry.amount().amountMinor())
                        .toArray(Long[]::new));
    }

    /** A repeat says the same; whoever uses an id twice has a fault that must not be swallowed. */
    private static void refuseOthers(
            Tx tx, UUID businessId, Map<AccountKey, Long> ids, List<Transfer> transfers, List<Transfer> fresh) {
        for (Transfer transfer : transfers) {
            if (fresh.stream().anyMatch(made -> made == transfer)) {
                continue;
            }
            List<String> legs = tx
                    .list(
                            "select account_id, debit_minor, credit_minor from ledger_entry"
                                    + " where business_id = $1 and transfer_id = $2",
                            businessId,
                            transfer.id())
                    .stream()
                    .map(row -> row.getLong("account_id") + " " + row.getLong("debit_minor") + " "
                            + row.getLong("credit_minor"))
                    .sorted()
                    .toList();
            List<String> same = transfer.entries().stream()
                    .map(entry -> ids.get(entry.key()) + " "
                            + (entry.debit()
                                    ? entry.amount().amountMinor() + " 0"
                                    : "0 " + entry.amount().amountMinor()))
                    .sorted()
                    .toList();
            if (!legs.equals(same)) {
                throw new IllegalStateException("Transfer " + transfer.id() + " was booked with other legs");
            }
        }
    }

    private static List<Transfer.Entry> entries(List<Transfer> transfers) {
        return transfers.stream()
                .flatMap(transfer -> transfer.entries().stream())
                .toList();
    }

    private static <T> UUID[] uuids(List<T> rows, Function<T, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
