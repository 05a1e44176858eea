package io.tresen.proof.growth;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Reads the meters of PostgreSQL and Kafka of a platform of one server and one broker. */
public final class Meters {

    private final Platform platform;

    public Meters(Platform platform) {
        this.platform = platform;
    }

    /** Everything now; PostgreSQL's own counters are up to a second old. */
    public Reading read() {
        Map<String, Long> commits = new TreeMap<>();
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Long> bytes = new TreeMap<>();
        for (String service : Topics.SERVICES) {
            String[] values = row(
                            service,
                            """
                            select xact_commit || ' ' || (tup_inserted + tup_updated + tup_deleted)
                              || ' ' || pg_database_size(datname) from pg_stat_database where datname = current_database()""")
                    .split(" ");
            commits.put(service, Long.parseLong(values[0]));
            rows.put(service, Long.parseLong(values[1]));
            bytes.put(service, Long.parseLong(values[2]));
        }
        long wal = Long.parseLong(
                row(Topics.SERVICES.get(0), "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint::text"));
        Map<String, Long> events = new TreeMap<>();
        Map<String, Long> topicBytes = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            readTopics(admin, events, topicBytes);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Reading(System.nanoTime(), wal, commits, rows, bytes, events, topicBytes);
    }

    private static void readTopics(Admin admin, Map<String, Long> events, Map<String, Long> bytes)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new java.util.HashMap<>();
        admin.describeTopics(Topics.all().stream().map(Topic::name).toList())
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((partition, end) -> events.merge(partition.topic(), end.offset(), Long::sum));
        int broker = admin.describeCluster().nodes().get().iterator().next().id();
        admin.describeLogDirs(java.util.List.of(broker))
                .allDescriptions()
                .get()
                .values()
                .forEach(folders -> folders.values()
                        .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                            if (asked.containsKey(partition)) {
                                bytes.merge(partition.topic(), replica.size(), Long::sum);
                            }
                        })));
    }

    /** The first column of a query's first row. */
    public String row(String service, String sql) {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect(String service) throws SQLException {
        String user = "tresen_" + service;
        return DriverManager.getConnection(platform.jdbcUrl(service), user, user);
    }
}
