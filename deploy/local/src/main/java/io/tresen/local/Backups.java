package io.tresen.local;

import io.tresen.engines.PostgresEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Backups of one service's database on the local server: copies of the whole database beside it, named after their second.
 * In a cluster the database's operator makes them; what follows a restore is the same.
 *
 * @param postgresPort of the platform's server
 */
record Backups(int postgresPort) {

    private static final String ACCESSED_BY_OTHERS = "55006";
    private static final Duration SESSIONS_END = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * Copies the database as it is between two transactions. Its sessions are ended for that and it takes no connections
     * for some moments; the service waits and repeats, as in any short outage.
     *
     * @return when, to the second: its name
     */
    Instant make(String service) {
        Instant made = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        String database = database(service);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + database + " with allow_connections false");
            try {
                copy(statement, database, copy(service, made), database);
            } finally {
                statement.execute("alter database " + database + " with allow_connections true");
            }
            return made;
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    /** Times of all copies, the oldest first. */
    List<Instant> all(String service) {
        String prefix = database(service) + "_at_";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where starts_with(datname, '"
                        + prefix + "') order by datname")) {
            List<Instant> found = new ArrayList<>();
            while (rows.next()) {
                found.add(Instant.ofEpochSecond(Long.parseLong(rows.getString(1).substring(prefix.length()))));
            }
            return found;
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    /** Puts a copy in the place of the database, which is gone then; nobody may use it. */
    void putBack(String service, Instant made) {
        if (!all(service).contains(made)) {
            throw new LaunchFailure("There is no backup of " + service + " of " + made + "; deploy/local/restore "
                    + service + " lists them.");
        }
        String database = database(service);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            copy(statement, copy(service, made), database, database);
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    private static void copy(Statement statement, String from, String to, String owner) throws SQLException {
        SQLException[] last = new SQLException[1];
        boolean copied = Poll.until(SESSIONS_END, PAUSE, () -> {
            try {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
                statement.execute("create database " + to + " template " + from + " owner " + owner);
                return true;
            } catch (SQLException refused) {
                last[0] = refused;
                return !ACCESSED_BY_OTHERS.equals(refused.getSQLState());
            }
        });
        if (last[0] != null && (!copied || !ACCESSED_BY_OTHERS.equals(last[0].getSQLState()))) {
            throw last[0];
        }
        statement.execute("revoke all on database " + to + " from public");
    }

    private static String database(String service) {
        return "tresen_" + service;
    }

    private static String copy(String service, Instant made) {
        return database(service) + "_at_" + made.getEpochSecond();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres?connectTimeout=5",
                PostgresEngine.ADMIN,
                PostgresEngine.ADMIN);
    }

    private static LaunchFailure unreachable(SQLException refused) {
        return new LaunchFailure("PostgreSQL can't do it: " + refused.getMessage(), refused);
    }
}
