package io.tresen.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded transaction again and again over so many JDBC connections: what PostgreSQL itself can do with that SQL when
 * nothing stands before it. Ids and hashes that must be new are new each time, one for one; the rest is as recorded.
 */
final class SqlLoop {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int HASH_DIGITS = 64;

    private final String jdbc;
    private final String user;
    private final List<RecordedStatement> transaction;
    private final Map<String, Boolean> kept = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong(System.nanoTime());

    /** @param kept ids that stay as they are, such as the tenant's and its products' */
    SqlLoop(String jdbc, String user, List<RecordedStatement> transaction, List<String> kept) {
        this.jdbc = jdbc + (jdbc.contains("?") ? "&" : "?") + "stringtype=unspecified";
        this.user = user;
        this.transaction = transaction;
        kept.forEach(id -> this.kept.put(id, true));
    }

    /** Commits a second with so many connections, after a second of warming up. */
    double perSecond(int connections, long seconds) {
        AtomicLong done = new AtomicLong();
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        long from = System.nanoTime() + 1_000_000_000L;
        long until = from + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> loop(from, until, done, failures), "sql-" + i);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("The recorded transaction can't be repeated", failures.peek());
        }
        return Numbers.perSecond(done.get(), until - from);
    }

    private void loop(long from, long until, AtomicLong done, Queue<Exception> failures) {
        try (Connection connection = DriverManager.getConnection(jdbc, user, user)) {
            connection.setAutoCommit(false);
            List<PreparedStatement> statements = new ArrayList<>();
            for (RecordedStatement one : transaction) {
                statements.add(connection.prepareStatement(one.sql()));
            }
            for (long now = System.nanoTime(); now < until && failures.isEmpty(); now = System.nanoTime()) {
                once(statements, fresh());
                connection.commit();
                if (now >= from && System.nanoTime() < until) {
                    done.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    private void once(List<PreparedStatement> statements, List<List<String>> parameters) throws SQLException {
        for (int i = 0; i < statements.size(); i++) {
            PreparedStatement statement = statements.get(i);
            for (int j = 0; j < parameters.get(i).size(); j++) {
                statement.setString(j + 1, parameters.get(i).get(j));
            }
            if (statement.execute()) {
                statement.getResultSet().close();
            }
        }
    }

    /** Parameters of one more transaction. */
    List<List<String>> fresh() {
        Map<String, String> news = new java.util.HashMap<>();
        List<List<String>> all = new ArrayList<>();
        for (RecordedStatement one : transaction) {
            List<String> parameters = new ArrayList<>();
            for (String parameter : one.parameters()) {
                parameters.add(parameter == null ? null : fresh(one.sql(), parameter, news));
            }
            all.add(parameters);
        }
        return all;
    }

    private String fresh(String sql, String parameter, Map<String, String> news) {
        if (sql.contains("advisory")) {
            return Long.toString(ThreadLocalRandom.current().nextLong());
        }
        if (parameter.matches("\\\\x[0-9a-f]{" + HASH_DIGITS + "}")) {
            return news.computeIfAbsent(parameter, old -> "\\x" + hex(HASH_DIGITS));
        }
        if (parameter.matches("T[0-9A-Z]{5,19}")) {
            return news.computeIfAbsent(
                    parameter,
                    old -> "R" + Long.toString(number.incrementAndGet(), 36).toUpperCase());
        }
        Matcher uuid = UUIDS.matcher(parameter);
        return uuid.replaceAll(found -> kept.containsKey(found.group())
                ? found.group()
                : news.computeIfAbsent(found.group(), old -> new java.util.UUID(
                                ThreadLocalRandom.current().nextLong(),
                                ThreadLocalRandom.current().nextLong())
                        .toString()));
    }

    private static String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) {
            text.append(String.format("%016x", ThreadLocalRandom.current().nextLong()));
        }
        return text.substring(0, digits);
    }
}
