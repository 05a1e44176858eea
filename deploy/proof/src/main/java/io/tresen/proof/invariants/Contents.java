package io.tresen.proof.invariants;

import java.util.LinkedHashMap;
import java.util.Map;

/** What tables hold, as rows and a hash over all of them: two of it are equal when nothing was written in between. */
final class Contents {

    private static final String COPIES = "_copy$";

    /**
     * All tables but those in which a service notes what it read, sends, was asked and has leased. What it has said stays among
     * them, as the last number of each key: who answers a copy with a new event has changed a fact.
     */
    static final String FACTS =
            "^(?!inbox_|parked_event|outbox_(?!key$)|operator_command|idempotency|flyway_|dead_letter|attention|restore).*";

    private Contents() {}

    /** Of each table whose name matches, by its name. @param tables a regular expression of PostgreSQL */
    static Map<String, String> of(Books books, String service, String tables) {
        return of(books, service, tables, false);
    }

    /**
     * Of a service's copies of other services' facts, which their topics make anew, all that is not removed. Rows that are marked
     * so are kept for those who still name them; in their topic they go with their tombstone, after {@code delete.retention.ms},
     * and their words go as soon as it is compacted: a rebuild may not have them.
     */
    static Map<String, String> ofCopies(Books books, String service) {
        return of(books, service, COPIES, true);
    }

    private static Map<String, String> of(Books books, String service, String tables, boolean withoutRemoved) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (Map<String, Object> row : books.rows(
                service,
                "select tablename, exists (select 1 from information_schema.columns c where c.table_schema = 'public'"
                        + " and c.table_name = tablename and c.column_name = 'removed') as marks from pg_tables"
                        + " where schemaname = 'public' and tablename ~ '" + tables + "' order by 1")) {
            String table = (String) row.get("tablename");
            String which = withoutRemoved && (boolean) row.get("marks") ? " where not removed" : "";
            contents.put(
                    table,
                    books.rows(
                                    service,
                                    "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                                            + " as held from " + table + " t" + which)
                            .get(0)
                            .get("held")
                            .toString());
        }
        return contents;
    }
}
