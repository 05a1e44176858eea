package io.tresen.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
     * @param target id of a letter, {@code gap:<consumer>:<key>}, the name of a copy, or the text of a file of rules
     * @return how it went, in the service's words
     * @throws LaunchFailure when it failed or the service does not take it up
     */
    String carryOut(String kind, String target) {
        try (Connection connection = connect()) {
            long id = ask(connection, kind, target);
            String[] ended = new String[2];
            if (!Poll.until(WITHIN, PAUSE, () -> hasEnded(connection, id, ended))) {
                throw new LaunchFailure(service + " has not taken up the command within " + WITHIN.toMinutes()
                        + " minutes; does it run?");
            }
            if (!ended[0].equals("done")) {
                throw new LaunchFailure(service + " could not do it: " + ended[1]);
            }
            return ended[1];
        } catch (SQLException refused) {
            throw unreachable(refused);
        }
    }

    private static long ask(Connection connection, String kind, String target) throws SQLException {
        String insert = "insert into operator_command (kind, target) values (?, ?) returning id";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, kind);
            statement.setString(2, target);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private boolean hasEnded(Connection connection, long id, String[] ended) {
        String query = "select state, detail from operator_command where id = ? and state <> 'requested'";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, id);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return false;
            }
            ended[0] = row.getString("state");
            ended[1] = row.getString("detail");
            return true;
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
