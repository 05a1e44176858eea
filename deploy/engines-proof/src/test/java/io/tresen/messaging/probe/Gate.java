package io.tresen.messaging.probe;

import io.tresen.engines.Engines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Holds an advisory lock of the tests' database on a connection of its own, so that handlers wait behind it. */
final class Gate implements AutoCloseable {

    private final Connection connection;

    Gate(long lock) {
        try {
            connection = connect();
            try (var statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(" + lock + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(Engines.ofThisJvm().jdbcUrl("tresen_order"), "tresen_order", "tresen_order");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
