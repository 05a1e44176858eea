package io.tresen.engines.badrecords;

import io.tresen.engines.EngineFailure;
import io.tresen.engines.Engines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What a service has written down of records that its consumers did not take: by consumer, whose group has its name, and place. */
final class ServiceTables {

    private final String service;

    ServiceTables(String service) {
        this.service = service;
    }

    /** The reasons of all letters. */
    Map<String, Map<String, String>> letters() {
        return places("select consumer, topic, partition_no, offset_no, reason from dead_letter");
    }

    /** What waits behind a letter or a gap, each with an empty word. */
    Map<String, Map<String, String>> parked() {
        return places("select consumer, topic, partition_no, offset_no, '' from parked_event");
    }

    private Map<String, Map<String, String>> places(String query) {
        String database = "tresen_" + service;
        Map<String, Map<String, String>> places = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(Engines.ofThisJvm().jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                places.computeIfAbsent(rows.getString(1), consumer -> new HashMap<>())
                        .put(
                                UnreadableValues.place(rows.getString(2), rows.getInt(3), rows.getLong(4)),
                                rows.getString(5));
            }
        } catch (SQLException e) {
            throw new EngineFailure("what " + service + " has written down could not be read", e);
        }
        return places;
    }
}
