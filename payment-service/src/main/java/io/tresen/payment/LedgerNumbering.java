package io.tresen.payment;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes lines of entries that have no number yet: of several accounts at once, under the locks of their statements. */
final class LedgerNumbering {

    /** Lines of a transaction, shared among its accounts. */
    private static final int MOST = 1_000;

    /** By the rows' places, which only the holder of a statement removes: no plan of that is quadratic in a backlog. */
    private static final String NUMBER =
            """
            with held as (
              select * from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as h (account_id, lines, balance_minor)),
            taken as (
              delete from ledger_unnumbered where ctid = any(array(
                select u.place from held h cross join lateral (
                  select ctid as place from ledger_unnumbered where account_id = h.account_id order by entry_id limit $4) u))
              returning account_id, entry_id),
            numbered as (
              insert into ledger_line (account_id, line, entry_id, balance_after_minor, occurred_at)
              select h.account_id, h.lines + row_number() over w, e.entry_id,
                (h.balance_minor + sum(e.credit_minor - e.debit_minor) over w)::bigint, t.occurred_at
              from taken join held h using (account_id) join ledger_entry e using (entry_id)
              join ledger_transfer t using (business_id, transfer_id)
              window w as (partition by h.account_id order by e.entry_id)
              returning account_id, line, balance_after_minor)
            update ledger_statement s set lines = l.line, balance_minor = l.balance_after_minor
            from (select distinct on (account_id) * from numbered order by account_id, line desc) l
            where s.account_id = l.account_id returning s.account_id, s.lines""";

    private LedgerNumbering() {}

    /** @return true when there may be more; false also when another replica has an account in hand */
    static boolean number(Tx tx, List<Long> accounts) {
        List<Row> held = lock(tx, accounts);
        if (held.isEmpty()) {
            return false;
        }
        int share = Math.max(1, MOST / held.size());
        Map<Long, Long> before = new HashMap<>();
        held.forEach(row -> before.put(row.getLong("account_id"), row.getLong("lines")));
        return tx
                .list(NUMBER, column(held, "account_id"), column(held, "lines"), column(held, "balance_minor"), share)
                .stream()
                .anyMatch(row -> row.getLong("lines") - before.get(row.getLong("account_id")) == share);
    }

    /** The accounts' statements, made where there is none, locked but for those in another's hands. */
    private static List<Row> lock(Tx tx, List<Long> accounts) {
        Asked known =
                tx.ask("select account_id from ledger_statement where account_id = any($1)", (Object) ids(accounts));
        Asked free = askFree(tx, accounts);
        List<Long> missing = new ArrayList<>(accounts);
        known.list().forEach(row -> missing.remove(row.getLong("account_id")));
        List<Row> held = new ArrayList<>(free.list());
        if (!missing.isEmpty()) {
            tx.send(
                    "insert into ledger_statement (account_id) select id from unnest($1::bigint[]) as a (id) order by id"
                            + " on conflict do nothing",
                    (Object) ids(missing));
            held.addAll(askFree(tx, missing).list());
        }
        return held;
    }

    private static Asked askFree(Tx tx, List<Long> accounts) {
        return tx.ask(
                "select * from ledger_statement where account_id = any($1) order by account_id for update skip locked",
                (Object) ids(accounts));
    }

    private static Long[] ids(List<Long> accounts) {
        return accounts.toArray(Long[]::new);
    }

    private static Long[] column(List<Row> rows, String name) {
        return rows.stream().map(row -> row.getLong(name)).toArray(Long[]::new);
    }
}
