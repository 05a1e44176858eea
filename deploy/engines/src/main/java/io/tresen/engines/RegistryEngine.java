package io.tresen.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The schema registry (Apicurio) on loopback, in a process of its own, its schemas in a file. Tresen speaks only its
 * Confluent-compatible API, {@link #ccompatUrl}.
 */
public final class RegistryEngine extends LocalEngine {

    /** @param data the folder with the schemas' file */
    public RegistryEngine(int port, Path data) {
        super("registry", port, data);
    }

    /** The Confluent-compatible API, version 7. */
    public String ccompatUrl() {
        return "http://127.0.0.1:" + port() + "/apis/ccompat/v7";
    }

    /** The command that runs a registry in the foreground until {@code TERM}; the data folder is made when missing. */
    @Override
    public ProcessBuilder prepare() throws IOException {
        Files.createDirectories(data());
        ProcessBuilder start = new ProcessBuilder(
                Java.program(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                runner().toString(),
                data().toString());
        start.directory(data().toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("REGISTRY_"));
        start.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port()),
                        // not its own default, in memory; and each commit is written before it is answered, or a kill
                        // right after a registration loses a schema whose id is already in Kafka
                        "REGISTRY_DATASOURCE_URL",
                        "jdbc:h2:file:" + data().resolve("registry") + ";WRITE_DELAY=0",
                        "QUARKUS_DATASOURCE_JDBC_INITIAL_SIZE",
                        "1",
                        "QUARKUS_DATASOURCE_JDBC_MIN_SIZE",
                        "1",
                        "QUARKUS_DATASOURCE_JDBC_MAX_SIZE",
                        "5"));
        return start;
    }

    @Override
    public boolean answers() {
        return answers(ccompatUrl());
    }

    static boolean answers(String ccompatUrl) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(ccompatUrl + "/subjects").openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path runner() {
        Path unpacked = Unpacked.of("/io/tresen/engines/apicurio-registry.tar.gz");
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findAny()
                    .orElseThrow(() -> new EngineFailure("no runner jar in " + unpacked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
