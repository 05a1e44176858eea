package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/**
 * The second set of a copy's tables while it is rebuilt, in a schema of its own. They are made like the live ones, with
 * their keys and indexes under the same names, so that a migration finds afterwards what migrations have made.
 */
final class CopyTables {

    private static final String PREFIX = "copy_rebuild_";

    private final List<String> tables;
    private final String schema;

    /** @param token letters and digits; no other rebuild has the same */
    CopyTables(List<String> tables, String token) {
        this.tables = tables;
        this.schema = PREFIX + token;
    }

    /** Makes them, empty, and drops what rebuilds have left that did not come to their end. */
    void make(Tx tx) {
        for (Row left : tx.list("select nspname from pg_namespace where starts_with(nspname, $1)", PREFIX)) {
            tx.query("drop schema " + left.getString("nspname") + " cascade");
        }
        tx.query("create schema " + schema);
        for (String table : tables) {
            refuseWhatCantBeSwapped(tx, table);
            tx.query("create table " + schema + '.' + table + " (like public." + table
                    + " including all excluding indexes)");
            for (Row key : tx.list(
                    """
                    select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
                    where conrelid = $1::text::regclass and contype in ('p', 'u', 'x')""",
                    "public." + table)) {
                tx.query("alter table " + schema + '.' + table + " add constraint " + key.getString("name") + ' '
                        + key.getString("definition"));
            }
            for (Row index : tx.list(
                    """
                    select pg_get_indexdef(i.indexrelid) as definition from pg_index i
                    where i.indrelid = $1::text::regclass
                      and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)""",
                    "public." + table)) {
                tx.query(index.getString("definition")
                        .replaceFirst(" ON public\\." + table + " ", " ON " + schema + '.' + table + ' '));
            }
        }
    }

    private static void refuseWhatCantBeSwapped(Tx tx, String table) {
        tx.one(
                        """
                        select 1 from pg_trigger where tgrelid = $1::text::regclass and not tgisinternal
                        union all
                        select 1 from pg_constraint
                        where contype = 'f' and $1::text::regclass in (conrelid, confrelid)
                        union all
                        select 1 from pg_depend d join pg_rewrite r on r.oid = d.objid
                        where d.refobjid = $1::text::regclass and d.classid = 'pg_rewrite'::regclass
                        union all
                        select 1 from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
                        where d.refobjid = $1::text::regclass and d.deptype = 'a'
                        limit 1""",
                        "public." + table)
                .ifPresent(row -> {
                    throw new RecordFault(
                            "copy-not-alone",
                            table
                                    + " has a trigger, a foreign key, a view or a serial column; a copy's table has none");
                });
    }

    /** For the rest of the transaction the handlers' SQL finds these tables. */
    void use(Tx tx) {
        tx.query("select set_config('search_path', $1, true)", schema + ", public");
    }

    /** Puts them in the place of the live ones, in one transaction. */
    void swap(Tx tx) {
        for (String table : tables) {
            tx.query("drop table public." + table);
            tx.query("alter table " + schema + '.' + table + " set schema public");
        }
        tx.query("drop schema " + schema + " cascade");
    }
}
