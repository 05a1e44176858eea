package io.tresen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The server of the platform's databases, as its administrator: what a benchmark sets up, and what the server counts. */
final class Databases {

    /** The server's administrator, password alike. */
    static final String ADMIN = "postgres";

    private static final long RECORDED_WITHIN_S = 120;

    private final Stage stage;

    Databases(Stage stage) {
        this.stage = stage;
    }

    /** A database for trying: the service's own as it is now. The service must be stopped. @return its JDBC address */
    String copyOf(String service) {
        run("drop database if exists bench_" + service);
        run("create database bench_" + service + " template tresen_" + service + " owner tresen_" + service);
        return stage.jdbc(service).replace("/tresen_" + service, "/bench_" + service);
    }

    /** A database of that service's user with that table and nothing else. @return its name */
    String bare(String service, String table) {
        run("drop database if exists bare_" + service + " with (force)");
        run("create database bare_" + service + " owner tresen_" + service);
        runOn(stage.jdbc(service).replace("/tresen_" + service, "/bare_" + service), "tresen_" + service, table);
        return "bare_" + service;
    }

    /** Drops those for trying that there are: the copy and the bare one. */
    void drop(String service) {
        run("drop database if exists bench_" + service + " with (force)");
        run("drop database if exists bare_" + service + " with (force)");
    }

    /** Empties a table of a copy. */
    void truncateCopy(String service, String table) {
        runOn(
                stage.jdbc(service).replace("/tresen_" + service, "/bench_" + service),
                "tresen_" + service,
                "truncate " + table);
    }

    /**
     * The statements of a transaction of a service, as the server's log has them. The service is stopped afterwards.
     *
     * @param act makes the service run it
     * @param with some SQL of it
     */
    List<RecordedStatement> record(String service, Runnable act, String with) {
        run("alter role tresen_" + service + " set log_statement = 'all'");
        stage.stop(service);
        stage.begin(service);
        act.run();
        Path log = stage.state().resolve("postgres.log");
        long deadline = System.nanoTime() + RECORDED_WITHIN_S * 1_000_000_000L;
        List<RecordedStatement> transaction = List.of();
        while (transaction.isEmpty() && System.nanoTime() < deadline) {
            Run.pass(1);
            try {
                transaction = RecordedStatement.transaction(Files.readString(log), with);
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL's log can't be read", e);
            }
        }
        stage.stop(service);
        run("alter role tresen_" + service + " reset log_statement");
        if (transaction.isEmpty()) {
            throw new IllegalStateException("PostgreSQL's log has no transaction of " + service + " with: " + with);
        }
        return transaction;
    }

    /** The id of the server's next transaction that writes, over all databases; one that only reads has no id. */
    long nextWriter() {
        return number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    /**
     * Transactions of these ids that wrote and committed. A savepoint under which something is written has an id too and counts;
     * on the way of an order that is paid on delivery there is none but for an event that had to wait for another.
     */
    long committed(long from, long until) {
        return number("select count(*) from generate_series(" + from + "::bigint, " + (until - 1)
                + ") as id where pg_xact_status(id::text::xid8) = 'committed'");
    }

    /** The JDBC address of a service's database. */
    String jdbc(String service) {
        return stage.jdbc(service);
    }

    /** Vacuums and analyzes tables that were filled, so that the server does not do it while something is measured. */
    void tidy(String service, String... tables) {
        for (String table : tables) {
            runOn(stage.jdbc(service), "tresen_" + service, "vacuum (analyze) " + table);
        }
    }

    /** The first column of each row. */
    List<String> words(String service, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(stage.jdbc(service), "tresen_" + service, "tresen_" + service);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> words = new ArrayList<>();
            while (result.next()) {
                words.add(result.getString(1));
            }
            return words;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs SQL on a service's own database, as its owner. */
    void run(String service, String sql) {
        runOn(stage.jdbc(service), "tresen_" + service, sql);
    }

    /** A number out of a service's database. */
    long number(String service, String sql) {
        return number(stage.jdbc(service), "tresen_" + service, sql);
    }

    private long number(String sql) {
        return number(stage.jdbc("order").replace("/tresen_order", "/postgres"), ADMIN, sql);
    }

    private static long number(String jdbc, String user, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc, user, user);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void run(String sql) {
        runOn(stage.jdbc("order").replace("/tresen_order", "/postgres"), ADMIN, sql);
    }

    private static void runOn(String jdbc, String user, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc, user, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
