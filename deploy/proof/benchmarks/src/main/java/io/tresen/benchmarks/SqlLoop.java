package io.tresen.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recorded transaction again and again over so many JDBC connections: what PostgreSQL itself can do with that SQL when
 * nothing stands before it. Its parameters are {@link FreshParameters}.
 */
final class SqlLoop {

    private final String jdbc;
    private final String user;
    private final List<RecordedStatement> transaction;
    private final FreshParameters parameters;
    private final List<Map<String, String>> standIns;

    /** @param kept ids that stay as they are, such as the tenant's and its products' */
    SqlLoop(String jdbc, String user, List<RecordedStatement> transaction, List<String> kept) {
        this(jdbc, user, transaction, kept, List.of());
    }

    /**
     * @param standIns what takes the place of the row that the recorded transaction locks, one after the other, so that connections
     *     do not wait for each other where those of the service do not; no two connections have the same. None leave it in place
     */
    SqlLoop(
            String jdbc,
            String user,
            List<RecordedStatement> transaction,
            List<String> kept,
            List<Map<String, String>> standIns) {
        this.jdbc = jdbc + (jdbc.contains("?") ? "&" : "?") + "stringtype=unspecified";
        this.user = user;
        this.transaction = transaction;
        this.parameters = new FreshParameters(transaction, kept, System::nanoTime);
        this.standIns = standIns;
    }

    /** Commits a second with so many connections, after a second of warming up. */
    double perSecond(int connections, long seconds) {
        AtomicLong done = new AtomicLong();
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        long from = System.nanoTime() + 1_000_000_000L;
        long until = from + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            List<Map<String, String>> own = ownOf(standIns, i, connections);
            Thread thread = new Thread(() -> loop(own, from, until, done, failures), "sql-" + i);
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

    /** The stand-ins of one of so many connections; one that stands for nothing where there are none. */
    static List<Map<String, String>> ownOf(List<Map<String, String>> standIns, int connection, int connections) {
        if (standIns.isEmpty()) {
            return List.of(Map.of());
        }
        if (standIns.size() < connections) {
            throw new IllegalArgumentException(connections + " connections need as many stand-ins each of their own");
        }
        List<Map<String, String>> own = new ArrayList<>();
        for (int i = connection; i < standIns.size(); i += connections) {
            own.add(standIns.get(i));
        }
        return own;
    }

    private void loop(
            List<Map<String, String>> own, long from, long until, AtomicLong done, Queue<Exception> failures) {
        try (Connection connection = DriverManager.getConnection(jdbc, user, user)) {
            connection.setAutoCommit(false);
            List<PreparedStatement> statements = new ArrayList<>();
            for (RecordedStatement one : transaction) {
                statements.add(connection.prepareStatement(one.sql()));
            }
            int turn = 0;
            for (long now = System.nanoTime(); now < until && failures.isEmpty(); now = System.nanoTime()) {
                once(statements, parameters.next(own.get(turn++ % own.size())));
                connection.commit();
                if (now >= from && System.nanoTime() < until) {
                    done.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    private static void once(List<PreparedStatement> statements, List<List<String>> parameters) throws SQLException {
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
}
