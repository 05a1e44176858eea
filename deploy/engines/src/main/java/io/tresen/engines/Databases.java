package io.tresen.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Databases and their roles on one server: each role owns the database of its name and can open no other. */
public final class Databases {

    /** One per service, DESIGN section 3. */
    public static final List<String> ALL =
            List.of("tresen_catalog", "tresen_chat", "tresen_order", "tresen_payment", "tresen_notification");

    private static final long LOCK = 0x7472_6573_656eL;

    private final String url;

    /** @param host and port of a server whose administrator is {@link PostgresEngine#ADMIN} */
    public Databases(String host, int port) {
        this.url = "jdbc:postgresql://" + host + ":" + port + "/postgres?connectTimeout=5";
    }

    /**
     * Makes role and database of that name, password alike, unless they are there, and has it take connections. Safe to call from several processes
     * at once.
     *
     * @param name lower case letters, digits and {@code _}
     * @throws EngineFailure when the server can't be reached or refuses
     */
    public void create(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("no name for a database: " + name);
        }
        try (Connection connection = DriverManager.getConnection(url, PostgresEngine.ADMIN, PostgresEngine.ADMIN);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
            // a backup that was killed leaves it closed
            statement.execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS true");
            // by default every role may connect to every database
            for (String database : List.of(name, "postgres", "template1")) {
                statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new EngineFailure("database " + name + " could not be made: " + e.getMessage(), e);
        }
    }

    /** Whether the server takes connections. */
    boolean reachable() {
        try (Connection connection = DriverManager.getConnection(url, PostgresEngine.ADMIN, PostgresEngine.ADMIN)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }
}
