package io.tresen.kubernetes;

import io.tresen.engines.Databases;
import io.tresen.engines.PostgresEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A real PostgreSQL with a certificate, as CloudNativePG sets one up. */
final class TlsPostgres implements AutoCloseable {

    private final PostgresEngine engine;

    TlsPostgres(int port, Path data, Certificates certificates) throws Exception {
        engine = new PostgresEngine(port, data);
        engine.start();
        certificates.issue("postgres");
        execute(
                write(certificates.certificateOf("postgres"), "server.crt"),
                write(certificates.keyOf("postgres"), "server.key"),
                "alter system set ssl = on",
                "select pg_reload_conf()");
    }

    void create(String service) {
        new Databases("127.0.0.1", engine.port()).create("tresen_" + service);
    }

    int port() {
        return engine.port();
    }

    /** The server itself writes it, as the only account whose file it takes for a key. */
    private static String write(List<String> lines, String file) {
        return lines.stream().collect(Collectors.joining("'), ('", "copy (values ('", "'))"))
                + " to program 'umask 077; cat > " + file + "'";
    }

    void execute(String... statements) throws Exception {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first number of a query's first row. */
    int number(String database, String sql) throws Exception {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    void executeIn(String database, String sql) throws Exception {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + engine.port() + "/" + database,
                PostgresEngine.ADMIN,
                PostgresEngine.ADMIN);
    }

    @Override
    public void close() {
        engine.stop();
    }
}
