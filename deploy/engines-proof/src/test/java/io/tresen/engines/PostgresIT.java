package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresIT {

    private final Engines engines = Engines.ofThisJvm();

    @BeforeEach
    void databases() {
        Databases.ALL.forEach(engines::createDatabase);
    }

    @AfterEach
    void running() {
        engines.postgres().resume();
        engines.postgres().start();
    }

    @Test
    void what_was_committed_is_there_after_a_stop() throws SQLException {
        execute(
                "tresen_order",
                "CREATE TABLE IF NOT EXISTS kept (n bigint)",
                "TRUNCATE kept",
                "INSERT INTO kept VALUES (1)");

        engines.postgres().stop();
        assertFalse(engines.postgres().running());
        assertThrows(SQLException.class, () -> connect("tresen_order", "tresen_order"));
        engines.postgres().start();

        assertEquals(List.of("1"), query("tresen_order", "SELECT n FROM kept"));
    }

    @Test
    void every_acknowledged_commit_is_there_after_kill_9_in_the_middle_of_writing() throws Exception {
        execute("tresen_order", "CREATE TABLE IF NOT EXISTS acknowledged (n bigint)", "TRUNCATE acknowledged");
        List<String> acknowledged = new ArrayList<>();
        Thread writer = new Thread(() -> {
            try (Connection connection = connect("tresen_order", "tresen_order");
                    Statement statement = connection.createStatement()) {
                for (int n = 0; ; n++) {
                    statement.execute("INSERT INTO acknowledged VALUES (" + n + ")");
                    synchronized (acknowledged) {
                        acknowledged.add(Integer.toString(n));
                        acknowledged.notifyAll();
                    }
                }
            } catch (SQLException killed) {
                // what the test is about
            }
        });
        writer.start();
        synchronized (acknowledged) {
            while (acknowledged.size() < 100) {
                acknowledged.wait(10_000);
            }
        }

        engines.postgres().kill();
        writer.join(30_000);
        engines.postgres().start();

        List<String> kept = query("tresen_order", "SELECT n FROM acknowledged ORDER BY n");
        assertTrue(
                kept.containsAll(acknowledged), () -> acknowledged.size() + " acknowledged, " + kept.size() + " kept");
    }

    @Test
    void it_runs_with_every_durability_setting_on() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertEquals(List.of("on"), query("tresen_chat", "SHOW " + setting), setting);
        }
        assertEquals(List.of("200"), query("tresen_chat", "SHOW max_connections"));
    }

    @Test
    void a_role_opens_its_own_database_and_no_other() throws SQLException {
        for (String role : Databases.ALL) {
            assertEquals(List.of(role), query(role, "SELECT current_user"));
            for (String other : List.of("tresen_catalog", "tresen_payment", "postgres", "template1")) {
                if (!other.equals(role)) {
                    SQLException refused = assertThrows(SQLException.class, () -> connect(other, role), other);
                    assertEquals("42501", refused.getSQLState(), refused::getMessage);
                }
            }
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        SQLException refused = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(engines.jdbcUrl("tresen_order"), "tresen_order", "guess"));
        assertEquals("28P01", refused.getSQLState(), refused::getMessage);
    }

    @Test
    void databases_can_be_made_twice_and_at_the_same_time() {
        assertDoesNotThrow(() -> IntStream.range(0, 4).parallel().forEach(n -> engines.createDatabase("tresen_twice")));
        assertEquals(List.of("tresen_twice"), assertDoesNotThrow(() -> query("tresen_twice", "SELECT current_user")));
    }

    @Test
    void its_text_search_knows_german_letters_and_misspelling() throws SQLException {
        execute("tresen_catalog", "CREATE EXTENSION IF NOT EXISTS pg_trgm", "CREATE EXTENSION IF NOT EXISTS unaccent");
        assertEquals(
                List.of("t"),
                query(
                        "tresen_catalog",
                        "SELECT to_tsvector('german', 'große „TÄSSCHEN“ – blau') @@ to_tsquery('german', 'tässchen')"));
        assertEquals(List.of("t"), query("tresen_catalog", "SELECT similarity('Kaffeetasse', 'Kafeetase') > 0.4"));
        assertEquals(List.of("ärger"), query("tresen_catalog", "SELECT lower('ÄRGER')"));
    }

    @Test
    void a_frozen_server_answers_nobody_until_it_goes_on() throws SQLException {
        String url = engines.jdbcUrl("tresen_order");
        try (Connection open = DriverManager.getConnection(url + "?socketTimeout=2", "tresen_order", "tresen_order");
                Statement statement = open.createStatement()) {
            statement.execute("SELECT 1");
            engines.postgres().pause();
            assertThrows(SQLException.class, () -> statement.execute("SELECT 1"), "an open session");
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(
                            url + "?connectTimeout=2&socketTimeout=2&loginTimeout=2", "tresen_order", "tresen_order"),
                    "a new one");
        }
        engines.postgres().resume();
        assertEquals(List.of("1"), query("tresen_order", "SELECT 1"));
    }

    private Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(engines.jdbcUrl(database), role, role);
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database, database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database, database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
