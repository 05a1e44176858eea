package io.tresen.proof.invariants;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads the five databases; the checker alone may, and it only reads. */
final class Books {

    private final UnaryOperator<String> jdbcUrl;
    private final Supplier<Instant> businessTime;
    /** A thread's connections by service while it reads {@link #together}; null otherwise. */
    private final ThreadLocal<Map<String, Connection>> kept = new ThreadLocal<>();

    /** Where nobody moves business time. @param jdbcUrl service name to the JDBC address of its database */
    Books(UnaryOperator<String> jdbcUrl) {
        this(jdbcUrl, Instant::now);
    }

    /** @param businessTime by which what is planned is due */
    Books(UnaryOperator<String> jdbcUrl, Supplier<Instant> businessTime) {
        this.jdbcUrl = jdbcUrl;
        this.businessTime = businessTime;
    }

    /** Business time of now, as a literal of SQL. */
    String now() {
        return before(Duration.ZERO);
    }

    /** Business time of so long ago, as a literal of SQL. */
    String before(Duration ago) {
        return "timestamptz '" + businessTime.get().minus(ago) + "'";
    }

    /** Has all that this thread reads meanwhile read by one connection a service: to make one costs more than most queries. */
    <T> T together(Supplier<T> reads) {
        Map<String, Connection> connections = new HashMap<>();
        kept.set(connections);
        try {
            return reads.get();
        } finally {
            kept.remove();
            connections.values().forEach(Books::close);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // what was read of it was read
        }
    }

    /** Rows of a query on one service's database, columns by name. */
    List<Map<String, Object>> rows(String service, String sql) {
        if (kept.get() == null) {
            return together(() -> rows(service, sql));
        }
        try (PreparedStatement statement = connection(service).prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw unreadable(service, e);
        }
    }

    private Connection connection(String service) throws SQLException {
        Connection connection = kept.get().get(service);
        if (connection == null) {
            String user = "tresen_" + service;
            connection = DriverManager.getConnection(jdbcUrl.apply(service), user, user);
            kept.get().put(service, connection);
            connection.setReadOnly(true);
        }
        return connection;
    }

    private static IllegalStateException unreadable(String service, SQLException e) {
        return new IllegalStateException("The books of " + service + " can't be read: " + e.getMessage(), e);
    }

    /** The rows of a table, as what was looked at. @param words for them */
    Subjects subjects(String service, String table, String words) {
        return new Subjects(number(service, "select count(*) from " + table), words);
    }

    long number(String service, String sql) {
        return ((Number) rows(service, sql).get(0).values().iterator().next()).longValue();
    }
}
