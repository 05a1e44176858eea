package io.tresen.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker on loopback in a process of its own, so that tests can kill it and freeze it like the real one. */
public final class KafkaEngine extends LocalEngine {

    private final int controllerPort;
    private final boolean forMinutes;

    /**
     * @param controllerPort where the broker talks to its controller; keep it between runs, as {@code port}
     * @param data topics, offsets and the cluster's id
     * @param forMinutes whether it lives for minutes only, so that it is compiled once and not optimised
     */
    public KafkaEngine(int port, int controllerPort, Path data, boolean forMinutes) {
        super("kafka", port, data);
        this.controllerPort = controllerPort;
        this.forMinutes = forMinutes;
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    ProcessBuilder prepare() throws IOException {
        Files.createDirectories(data());
        List<String> command = new ArrayList<>(
                List.of(Java.program(), "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        if (forMinutes) {
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=96m"));
        }
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "@" + Java.classPathFile(data().resolveSibling(data().getFileName() + ".classpath")),
                KafkaProcess.class.getName(),
                "--port",
                Integer.toString(port()),
                "--controller-port",
                Integer.toString(controllerPort),
                "--data",
                data().toString()));
        return new ProcessBuilder(command);
    }

    @Override
    public boolean answers() {
        return Ports.open("127.0.0.1", port()) && answers(bootstrapServers());
    }

    static boolean answers(String bootstrapServers) {
        Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 5000, "default.api.timeout.ms", 5000));
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while waiting for kafka", e);
        } finally {
            // the plain close() waits without end for a broker that is frozen
            admin.close(Duration.ZERO);
        }
    }
}
