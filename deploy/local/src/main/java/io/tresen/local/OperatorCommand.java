package io.tresen.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator asks of a service: written into the service's own queue of commands, where the service finds it, does
 * it through its own consumer, and writes down how it went.
 *
 * @param postgresPort of the platform's server
 */
record OperatorCommand(int postgresPort, String service) {

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Each open dead letter as one line: id, consumer, topic with partition and offset, event type, reason, detail. */
    List<String> openLetters() {
        String query =
                "select id, consumer, topic, partition_no, offset_no, event_type, reason, detail from dead_letter"
                        + " where state = 'open' order by lettered_at, id";
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> letters = new ArrayList<>();
            while (rows.next()) {
                letters.add(
                        rows.getString("id") + "  " + rows.getString("consumer") + "  " + rows.getString("topic") + "-"
                                + rows.getInt("partition_no") + "@" + rows.getLong("offset_no") + "  "
                                + rows.getString("event_type") + "  " + rows.getString("reason") + ": "
                                + rows.getString("detail"));
            }
            return letters;
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    /** Replays every open letter once, the oldest first; how each went, as one line. */
    List<String> replayAll() {
        return all("replay");
    }

    /** Discards every open letter; how each went, as one line. */
    List<String> discardAll() {
        return all("discard");
    }

    private List<String> all(String kind) {
        Map<String, Long> commands = new LinkedHashMap<>();
        for (String letter : openLetters()) {
            String id = letter.substring(0, letter.indexOf(' '));
            commands.put(id, ask(kind, id));
        }
        List<String> went = new ArrayList<>();
        commands.forEach((id, command) -> {
            Poll.until(WITHIN, PAUSE, () -> hasEnded(command));
            String[] ended = state(command);
            went.add(id + "  " + ended[0] + ": " + ended[1]);
        });
        return went;
    }

    /** All fee rules of payment-service, of all businesses, in the form of the file that puts them. */
    String feeRules() {
        String query =
                """
                select jsonb_pretty(jsonb_build_object('rules', coalesce(
                  jsonb_agg(jsonb_strip_nulls(to_jsonb(r)) order by r.valid_from, r.name), '[]'))) from fee_rule r""";
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    /**
     * Asks and waits until the service did it.
     *
     * @param kind {@code replay}, {@code discard}, {@code rebuild} or {@code fee-rules}
     * @param target id of a letter, {@code gap:<consumer>:<key>}, {@code told:<key>}, {@code told:*}, the name of a copy, or the text of a file of rules
     * @return how it went, in the service's words
     * @throws LaunchFailure when it failed or the service does not take it up
     */
    String carryOut(String kind, String target) {
        long id = ask(kind, target);
        if (!Poll.until(WITHIN, PAUSE, () -> hasEnded(id))) {
            throw new LaunchFailure(
                    service + " has not taken up the command within " + WITHIN.toMinutes() + " minutes; does it run?");
        }
        return outcome(id);
    }

    /** Asks and returns. @return the command's id */
    long ask(String kind, String target) {
        String insert = "insert into operator_command (kind, target) values (?, ?) returning id";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, kind);
            statement.setString(2, target);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    boolean hasEnded(long id) {
        return !state(id)[0].equals("requested");
    }

    /** How an ended command went. @throws LaunchFailure when it failed */
    String outcome(long id) {
        String[] ended = state(id);
        if (!ended[0].equals("done")) {
            throw new LaunchFailure(service + " could not do it: " + ended[1]);
        }
        return ended[1];
    }

    private String[] state(long id) {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select state, detail from operator_command where id = ?")) {
            statement.setLong(1, id);
            ResultSet row = statement.executeQuery();
            row.next();
            return new String[] {row.getString("state"), row.getString("detail")};
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    /** Each key that needs attention since a restore as one line: key, topic, sequences, event types. */
    List<String> told() {
        String query =
                """
                select key, topic, min(sequence) || '-' || max(sequence) as sequences,
                  string_agg(event_type, ', ' order by sequence) as types, max(told_at) as told_at
                from attention group by key, topic order by max(told_at), key""";
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> told = new ArrayList<>();
            while (rows.next()) {
                told.add(rows.getString("key") + "  " + rows.getString("topic") + "  " + rows.getString("sequences")
                        + "  "
                        + rows.getString("types") + "  "
                        + rows.getTimestamp("told_at").toInstant());
            }
            return told;
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    private Connection connect() throws SQLException {
        String name = "tresen_" + service;
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + name + "?connectTimeout=5", name, name);
    }

    private LaunchFailure unreachable(SQLException refused) {
        return new LaunchFailure("The database of " + service + " can't be asked: " + refused.getMessage(), refused);
    }
}
