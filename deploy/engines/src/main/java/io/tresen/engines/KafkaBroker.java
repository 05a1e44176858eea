package io.tresen.engines;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller (KRaft, one node) inside this JVM, on loopback. {@link KafkaProcess} gives it a process of
 * its own, which is how tests and the local platform run it.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;

    /**
     * Starts and returns once it serves; the data folder is formatted when it is new.
     *
     * @param port where clients connect
     * @param controllerPort where the broker talks to its controller; part of the data, so keep it between runs
     */
    public KafkaBroker(int port, int controllerPort, Path data) {
        try {
            Files.createDirectories(data);
            format(data);
        } catch (Exception e) {
            throw new EngineFailure("kafka's folder " + data + " could not be formatted: " + e.getMessage(), e);
        }
        Properties settings = new Properties();
        settings.putAll(settings(port, controllerPort, data));
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
    }

    /** Ends it in order: logs are flushed, so that the next start needs no recovery. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Returns when it has ended, by {@link #close} or by a fault of its own. */
    public void await() {
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        }
    }

    private static Map<String, String> settings(int port, int controllerPort, Path data) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("log.dirs", data.toString()),
                // a topic that nobody declared is a mistake
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "6"),
                // a platform that rested for a month must not read its topics from the beginning: longer than any topic
                // is kept
                Map.entry("offsets.retention.minutes", "600000"),
                Map.entry("offsets.topic.num.partitions", "6"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                // after a kill the controller takes the broker for alive until its session ends, and refuses its return
                Map.entry("broker.heartbeat.interval.ms", "200"),
                Map.entry("broker.session.timeout.ms", "2000"));
    }
}
