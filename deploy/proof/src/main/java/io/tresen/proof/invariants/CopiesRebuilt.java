package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * I6: copies rebuilt from what the topics hold equal the live ones in all that is not removed ({@link Contents#ofCopies}). The
 * services themselves rebuild them, by the same command that an operator has, and nobody is sent anything by it. To be run when
 * the platform is at rest.
 */
final class CopiesRebuilt {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Platform platform;
    private final Books books;

    CopiesRebuilt(Platform platform, Books books) {
        this.platform = platform;
        this.books = books;
    }

    String name() {
        return "I6 copies rebuilt from the topics equal the live ones";
    }

    Subjects subjects() {
        long rows = Topics.SERVICES.stream()
                .flatMap(service -> Contents.ofCopies(books, service).values().stream())
                .mapToLong(held -> Long.parseLong(held.substring(0, held.indexOf(' '))))
                .sum();
        return new Subjects(rows, "rows of copies");
    }

    List<String> violations() {
        return Topics.SERVICES.stream()
                .flatMap(service -> violations(service).stream())
                .toList();
    }

    /** Of one service's copies. */
    List<String> violations(String service) {
        List<String> found = new ArrayList<>();
        Map<String, String> before = Contents.ofCopies(books, service);
        rebuild(service, "*");
        Map<String, String> after = Contents.ofCopies(books, service);
        before.forEach((table, held) -> {
            if (!held.equals(after.get(table))) {
                found.add(service + "." + table + " was " + held + " and is, rebuilt, " + after.get(table));
            }
        });
        return found;
    }

    /** @param target name of a copy, or {@code *} for all of the service */
    void rebuild(String service, String target) {
        String user = "tresen_" + service;
        try (Connection connection = DriverManager.getConnection(platform.jdbcUrl(service), user, user)) {
            long id = ask(connection, target);
            Pause pause = new Pause(PATIENCE);
            String state;
            do {
                state = state(connection, id);
            } while (!state.startsWith("done") && !state.startsWith("failed") && pause.again());
            if (!state.startsWith("done")) {
                throw new IllegalStateException("the rebuild of " + service + "'s " + target + " ended as " + state);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long ask(Connection connection, String target) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "insert into operator_command (kind, target) values ('rebuild', ?) returning id")) {
            ask.setString(1, target);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String state(Connection connection, long id) throws SQLException {
        try (PreparedStatement look =
                connection.prepareStatement("select state, detail from operator_command where id = ?")) {
            look.setLong(1, id);
            try (ResultSet row = look.executeQuery()) {
                row.next();
                return row.getString(1) + ' ' + row.getString(2);
            }
        }
    }
}
