package io.tresen.engines.access;

import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether each key of a tenant's table begins with {@code business_id} (DESIGN 11), read from the migrated database. What finds
 * a row without knowing whose it is (a queue's position, a handle, a pay token) stands in the service's list, with its reason.
 */
public final class TenantKeys {

    private static final String KEYS =
            """
            select t.relname as table_name, first.attname as leads,
                   exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'business_id'
                           and not a.attisdropped) as of_tenants
              from pg_index x
              join pg_class t on t.oid = x.indrelid
              join pg_namespace n on n.oid = t.relnamespace
              join pg_attribute first on first.attrelid = t.oid and first.attnum = x.indkey[0]
             where n.nspname = 'public' and x.indisunique and t.relname <> 'flyway_schema_history'
             order by 1, 2""";

    private static final String MESSAGING = "messaging: events and keys of all tenants, found by topic, key or shard";

    /** What every service has of {@code contracts/messaging}. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("dead_letter", MESSAGING),
            Map.entry("inbox_event", MESSAGING),
            Map.entry("inbox_key", MESSAGING),
            Map.entry("outbox_event", MESSAGING),
            Map.entry("outbox_key", MESSAGING),
            Map.entry("outbox_shard", MESSAGING),
            Map.entry("parked_event", MESSAGING),
            Map.entry("told_event.topic", MESSAGING),
            Map.entry("operator_command", "an operator's, who has no tenant"),
            Map.entry("idempotency", "found by a hash, of the caller too"));

    private TenantKeys() {}

    /**
     * @param service whose database it is, order for one
     * @param exceptions {@code table} that has no tenant, or {@code table.column} that leads a key instead → why; one that is not
     *     needed is a fault
     * @return what is wrong, a sentence each
     */
    public static List<String> gaps(String service, Map<String, String> exceptions) {
        Map<String, String> allowed = new HashMap<>(COMMON);
        allowed.putAll(exceptions);
        Set<String> met = new HashSet<>();
        List<String> gaps = new ArrayList<>();
        String database = "tresen_" + service;
        try (Connection connection =
                        DriverManager.getConnection(Engines.ofThisJvm().jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet keys = statement.executeQuery(KEYS)) {
            while (keys.next()) {
                String table = keys.getString("table_name");
                String leads = keys.getString("leads");
                String name = keys.getBoolean("of_tenants") ? table + "." + leads : table;
                if (!leads.equals("business_id")) {
                    met.add(name);
                    if (!allowed.containsKey(name)) {
                        gaps.add("A key of " + table + " begins with " + leads
                                + " and not with business_id; if nothing else can" + " find it, say why under \"" + name
                                + "\"");
                    }
                }
            }
        } catch (SQLException e) {
            throw new EngineFailure("the keys of " + database + " could not be read", e);
        }
        allowed.keySet().stream()
                .filter(name -> !met.contains(name))
                .forEach(name -> gaps.add(name + " needs no exception any more"));
        return gaps;
    }
}
