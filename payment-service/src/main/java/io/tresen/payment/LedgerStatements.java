package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.Transfer.About;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What happened on an account, line by line. A line gets its number soon after it is booked, never with it: of entries that are
 * booked at the same time, ids say nothing about which becomes visible first, and who read "after 7" would miss a 6 that came
 * later. Balances count what has no number yet.
 */
@ApplicationScoped
public class LedgerStatements {

    /** @param balanceMinor in the direction in which accounts of its kind rise; below zero where it fell further */
    public record Account(long id, AccountKey key, long balanceMinor, long availableMinor) {}

    /**
     * An entry of an account.
     *
     * @param number 1, 2, 3 … within the account
     * @param amountMinor above zero where the account rose by it
     * @param orderNo null where it belongs to no order
     * @param by null where nobody noted it
     * @param at business time of the fact
     */
    public record Line(
            long number,
            UUID transferId,
            Transfer.Kind kind,
            About about,
            String orderNo,
            long amountMinor,
            long balanceAfterMinor,
            String currency,
            By by,
            Instant at) {}

    private static final String ACCOUNTS =
            """
            select a.account_id, a.kind, a.owner_id, a.currency, coalesce(b.pending_debits_minor, 0) as pending,
              coalesce(b.posted_minor, coalesce(s.balance_minor, 0) + coalesce(
                (select sum(e.credit_minor - e.debit_minor) from ledger_unnumbered u join ledger_entry e using (entry_id)
                 where u.account_id = a.account_id), 0))::bigint as balance
            from ledger_account a left join ledger_balance b using (account_id) left join ledger_statement s using (account_id)
            where a.business_id = $1""";

    private static final String LINES =
            """
            select l.line, l.balance_after_minor, e.credit_minor - e.debit_minor as amount, e.currency, a.kind
              as account, t.*, o.order_no
            from ledger_line l join ledger_entry e using (entry_id) join ledger_account a on a.account_id = l.account_id
            join ledger_transfer t on t.business_id = e.business_id and t.transfer_id = e.transfer_id
            left join payment_order o on o.business_id = t.business_id and o.order_id = t.order_id
            where a.business_id = $1 and l.account_id = $2""";

    /** From one account to the next by the index, however many entries each has. */
    private static final String TO_NUMBER =
            """
            with recursive account (account_id) as (
              (select account_id from ledger_unnumbered where account_id > $1 order by account_id limit 1)
              union all
              select (select u.account_id from ledger_unnumbered u where u.account_id > a.account_id
                      order by u.account_id limit 1)
              from account a where a.account_id is not null)
            select account_id from account where account_id is not null limit $2""";

    /** Accounts of a business in the order of their making. @param kind null for all @param after an account's id, or 0 */
    public List<Account> accounts(Tx tx, UUID businessId, LedgerAccount kind, long after, int limit) {
        return tx
                .list(
                        ACCOUNTS + " and ($2::text is null or a.kind = $2) and a.account_id > $3"
                                + " order by a.account_id limit $4",
                        businessId,
                        kind == null ? null : kind.word(),
                        after,
                        limit)
                .stream()
                .map(LedgerStatements::account)
                .toList();
    }

    /** One account; empty for another business's. */
    public Optional<Account> account(Tx tx, UUID businessId, long accountId) {
        return tx.one(ACCOUNTS + " and a.account_id = $2", businessId, accountId)
                .map(LedgerStatements::account);
    }

    /** A shopper's wallet; empty before anything moved. */
    public Optional<Account> wallet(Tx tx, UUID businessId, AccountKey wallet) {
        return tx.one(
                        ACCOUNTS + " and a.kind = 'shopper_wallet' and a.owner_id = $2 and a.currency = $3",
                        businessId,
                        wallet.ownerId(),
                        wallet.currency())
                .map(LedgerStatements::account);
    }

    /**
     * Accounts of all businesses that have entries without a number, in the order of their ids.
     *
     * @param after an account's id, or 0
     */
    public List<Long> toNumber(Tx tx, long after, int limit) {
        return tx.list(TO_NUMBER, after, limit).stream()
                .map(row -> row.getLong("account_id"))
                .toList();
    }

    /**
     * Gives numbers to entries of these accounts that have none, of each some, in a transaction of its own.
     *
     * @return true when there may be more; false also when another replica has an account in hand
     */
    public boolean number(Tx tx, List<Long> accounts) {
        return LedgerNumbering.number(tx, accounts);
    }

    /**
     * Lines that have numbers, oldest first.
     *
     * @param after a line's number, or 0
     * @param from inclusive; null for the beginning
     * @param to exclusive; null for the end
     */
    public List<Line> lines(Tx tx, UUID businessId, long accountId, long after, Instant from, Instant to, int limit) {
        return tx
                .list(
                        LINES
                                + """
                                   and l.line > $3 and ($4::timestamptz is null or l.occurred_at >= $4)
                                  and ($5::timestamptz is null or l.occurred_at < $5) order by l.line limit $6""",
                        businessId,
                        accountId,
                        after,
                        PaymentRows.time(from),
                        PaymentRows.time(to),
                        limit)
                .stream()
                .map(LedgerStatements::line)
                .toList();
    }

    /** The newest lines that have numbers, newest first. */
    public List<Line> newest(Tx tx, UUID businessId, long accountId, int limit) {
        return tx.list(LINES + " order by l.line desc limit $3", businessId, accountId, limit).stream()
                .map(LedgerStatements::line)
                .toList();
    }

    private static Account account(Row row) {
        AccountKey key = LedgerAccounts.key(row);
        long balance = rise(key.kind(), row.getLong("balance"));
        return new Account(row.getLong("account_id"), key, balance, balance - row.getLong("pending"));
    }

    private static Line line(Row row) {
        LedgerAccount account = LedgerAccount.of(row.getString("account"));
        return new Line(
                row.getLong("line"),
                row.getUUID("transfer_id"),
                Transfer.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new About(
                        row.getUUID("order_id"),
                        row.getUUID("payment_id"),
                        row.getUUID("refund_id"),
                        row.getUUID("wallet_transfer_id"),
                        row.getUUID("top_up_id")),
                row.getString("order_no"),
                rise(account, row.getLong("amount")),
                rise(account, row.getLong("balance_after_minor")),
                row.getString("currency"),
                By.of(row.getString("by_kind"), row.getUUID("by_id")),
                row.getOffsetDateTime("occurred_at").toInstant());
    }

    private static long rise(LedgerAccount account, long creditMinor) {
        return account.risesByDebits() ? -creditMinor : creditMinor;
    }
}
