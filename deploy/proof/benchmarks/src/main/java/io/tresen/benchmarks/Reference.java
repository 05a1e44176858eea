package io.tresen.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The reference server's process. */
final class Reference implements AutoCloseable {

    private final Process process;
    private final int port;

    private Reference(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on the jars of catalog-service, with the JVM settings of a service. */
    static Reference start(Stage stage, int connections, String database, String user) {
        Path built = stage.root().resolve("catalog-service/target/quarkus-app");
        String classPath = String.join(
                File.pathSeparator,
                stage.root().resolve("deploy/proof/benchmarks/target/classes").toString(),
                built + "/app/*",
                built + "/lib/main/*",
                built + "/lib/boot/*");
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms48m",
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath,
                            "io.tresen.benchmarks.reference.ReferenceServer",
                            Integer.toString(port),
                            Integer.toString(stage.port("postgres")),
                            Integer.toString(connections),
                            database,
                            user))
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            stage.state().resolve("reference.log").toFile()))
                    .start();
            BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
            for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
                if (line == null || line.startsWith("failed")) {
                    process.destroy();
                    throw new IllegalStateException("The reference server does not start: " + line);
                }
            }
            return new Reference(process, port);
        } catch (IOException e) {
            throw new IllegalStateException("The reference server does not start", e);
        }
    }

    int port() {
        return port;
    }

    Processes processes() {
        return new Processes(Map.of("reference", process.pid()));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
