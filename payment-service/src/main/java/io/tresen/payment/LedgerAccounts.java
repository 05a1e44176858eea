package io.tresen.payment;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Rows of accounts, and the balances of those with a limit. */
@ApplicationScoped
public class LedgerAccounts {

    private static final String COLUMNS = "a.kind, a.owner_id, a.currency, a.account_id";

    /**
     * Locks the balances of these accounts, in one order for everybody; makes what is missing. Whoever decides on a balance
     * names here, in one call, all accounts with a limit that the transaction will book on, or transfers in opposite
     * directions wait for each other.
     *
     * @return balances of those with a limit
     */
    public Map<AccountKey, LedgerBalance> lock(Tx tx, UUID businessId, Collection<AccountKey> accounts) {
        return lock(tx, ids(tx, businessId, accounts));
    }

    /** A wallet's balance, for reading; empty before anything moved. */
    public Optional<LedgerBalance> wallet(Tx tx, UUID businessId, UUID shopperId, String currency) {
        return tx.one(
                        """
                        select b.* from ledger_account a join ledger_balance b using (account_id)
                        where a.business_id = $1 and a.kind = 'shopper_wallet' and a.owner_id = $2 and a.currency = $3""",
                        businessId,
                        shopperId,
                        currency)
                .map(LedgerAccounts::balance);
    }

    /** The accounts' numbers; makes those that are missing. */
    Map<AccountKey, Long> ids(Tx tx, UUID businessId, Collection<AccountKey> accounts) {
        List<AccountKey> keys =
                accounts.stream().distinct().sorted(AccountKey.ORDER).toList();
        Map<AccountKey, Long> found = find(tx, businessId, keys);
        List<AccountKey> missing =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            make(tx, businessId, missing);
            found.putAll(find(tx, businessId, missing));
        }
        return found;
    }

    Map<AccountKey, LedgerBalance> lock(Tx tx, Map<AccountKey, Long> ids) {
        Map<Long, AccountKey> limited = new HashMap<>();
        ids.forEach((key, id) -> {
            if (key.kind().isLimited()) {
                limited.put(id, key);
            }
        });
        Map<AccountKey, LedgerBalance> held = new HashMap<>();
        if (!limited.isEmpty()) {
            tx.list("select * from ledger_balance where account_id = any($1) order by account_id for update", (Object)
                            limited.keySet().toArray(Long[]::new))
                    .forEach(row -> held.put(limited.get(row.getLong("account_id")), balance(row)));
        }
        return held;
    }

    void save(
            Tx tx,
            Map<AccountKey, Long> ids,
            Map<AccountKey, LedgerBalance> before,
            Map<AccountKey, LedgerBalance> after) {
        List<AccountKey> changed = after.keySet().stream()
                .filter(key -> !after.get(key).equals(before.get(key)))
                .toList();
        if (!changed.isEmpty()) {
            tx.send(
                    """
                    update ledger_balance b
                    set posted_minor = n.posted, pending_debits_minor = n.pending, version = n.version
                    from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as n (id, posted, pending, version)
                    where b.account_id = n.id""",
                    column(changed, ids::get),
                    column(changed, key -> after.get(key).postedMinor()),
                    column(changed, key -> after.get(key).pendingDebitsMinor()),
                    column(changed, key -> after.get(key).version()));
        }
    }

    private static Map<AccountKey, Long> find(Tx tx, UUID businessId, List<AccountKey> keys) {
        Map<AccountKey, Long> found = new HashMap<>();
        tx.list(
                        "select " + COLUMNS
                                + """
                                 from ledger_account a
                                join unnest($2::text[], $3::uuid[], $4::text[]) as k (kind, owner_id, currency)
                                  on a.kind = k.kind and a.currency = k.currency
                                    and a.owner_id is not distinct from k.owner_id
                                where a.business_id = $1""",
                        businessId,
                        kinds(keys),
                        owners(keys),
                        currencies(keys))
                .forEach(row -> found.put(key(row), row.getLong("account_id")));
        return found;
    }

    private static void make(Tx tx, UUID businessId, List<AccountKey> keys) {
        tx.update(
                """
                with made as (
                  insert into ledger_account (business_id, kind, owner_id, currency)
                  select $1, k.kind, k.owner_id, k.currency
                  from unnest($2::text[], $3::uuid[], $4::text[]) with ordinality as k (kind, owner_id, currency, n)
                  order by k.n on conflict do nothing returning account_id, kind)
                insert into ledger_balance (account_id) select account_id from made where kind = 'shopper_wallet'""",
                businessId,
                kinds(keys),
                owners(keys),
                currencies(keys));
    }

    static AccountKey key(Row row) {
        return new AccountKey(
                LedgerAccount.of(row.getString("kind")), row.getUUID("owner_id"), row.getString("currency"));
    }

    private static LedgerBalance balance(Row row) {
        return new LedgerBalance(
                row.getLong("posted_minor"), row.getLong("pending_debits_minor"), row.getLong("version"));
    }

    private static String[] kinds(List<AccountKey> keys) {
        return keys.stream().map(key -> key.kind().word()).toArray(String[]::new);
    }

    private static UUID[] owners(List<AccountKey> keys) {
        return keys.stream().map(AccountKey::ownerId).toArray(UUID[]::new);
    }

    private static String[] currencies(List<AccountKey> keys) {
        return keys.stream().map(AccountKey::currency).toArray(String[]::new);
    }

    private static Long[] column(List<AccountKey> keys, Function<AccountKey, Long> value) {
        return keys.stream().map(value).toArray(Long[]::new);
    }
}
