package io.tresen.proof.invariants;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads the five databases; the checker alone may, and it only reads. */
final class Books {

    private final UnaryOperator<String> jdbcUrl;
    private final Supplier<Instant> businessTime;

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

    /** Rows of a query on one service's database, columns by name. */
    List<Map<String, Object>> rows(String service, String sql) {
        String user = "tresen_" + service;
        try (Connection connection = DriverManager.getConnection(jdbcUrl.apply(service), user, user)) {
            connection.setReadOnly(true);
            try (PreparedStatement statement = connection.prepareStatement(sql);
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
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The books of " + service + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The rows of a table, as what was looked at. @param words for them */
    Subjects subjects(String service, String table, String words) {
        return new Subjects(number(service, "select count(*) from " + table), words);
    }

    long number(String service, String sql) {
        return ((Number) rows(service, sql).get(0).values().iterator().next()).longValue();
    }
}
