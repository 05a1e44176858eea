package io.tresen.proof.invariants;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the five databases; the checker alone may, and it only reads. */
final class Books {

    private final UnaryOperator<String> jdbcUrl;

    /** @param jdbcUrl service name to the JDBC address of its database */
    Books(UnaryOperator<String> jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
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

    long number(String service, String sql) {
        return ((Number) rows(service, sql).get(0).values().iterator().next()).longValue();
    }
}
