package io.tresen.engines;

import io.tresen.messaging.db.Tx;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a step asks the database, by PostgreSQL's own count: each execution of a prepared statement has a plan of one kind or the
 * other. Statements without parameters, such as begin and commit, are not among them.
 *
 * <p>It is blind to what the client does not keep prepared on the connection: SQL that is too long for its cache, and what others
 * have pushed out of it meanwhile. So it shows that something is asked, and how often, but an SQL that it does not show may have run
 * all the same: say what is expected, too, and not only what is not.
 */
public final class Statements {

    private static final String COUNTS =
            """
            select statement, sum(generic_plans + custom_plans)::bigint as n
            from pg_prepared_statements group by statement""";

    private Statements() {}

    /** What a step ran on its transaction's connection, each as often as it ran, by the alphabet; white space is one space. */
    public static List<String> ran(Tx tx, Runnable step) {
        Map<String, Long> before = counts(tx);
        step.run();
        return counts(tx).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(COUNTS))
                .flatMap(entry -> LongStream.range(before.getOrDefault(entry.getKey(), 0L), entry.getValue())
                        .mapToObj(n -> entry.getKey().replaceAll("\\s+", " ")))
                .sorted()
                .toList();
    }

    /** How many of them have these words in them. */
    public static long naming(String words, List<String> statements) {
        return statements.stream().filter(it -> it.contains(words)).count();
    }

    private static Map<String, Long> counts(Tx tx) {
        return tx.list(COUNTS).stream()
                .collect(Collectors.toMap(row -> row.getString("statement"), row -> row.getLong("n")));
    }
}
