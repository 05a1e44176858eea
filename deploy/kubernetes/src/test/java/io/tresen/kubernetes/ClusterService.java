package io.tresen.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A built service started as its image starts it: settings in {@code config/} beside it, the rest by its environment. */
final class ClusterService implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final int port;

    ClusterService(String service, int port, Path folder, String settings, Map<String, String> environment)
            throws IOException {
        this.port = port;
        this.log = folder.resolve(service + ".log");
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), settings);
        ProcessBuilder start = new ProcessBuilder(
                        java(), "-XX:TieredStopAtLevel=1", "-Xmx384m", "-jar", app(service) + "/quarkus-run.jar")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        start.environment().putAll(environment);
        process = start.start();
    }

    static boolean isBuilt(String service) {
        return Files.exists(app(service).resolve("quarkus-run.jar"));
    }

    /** What the service's image has at {@code /deployments}. */
    static Path app(String service) {
        return Folders.ROOT.resolve(service + "-service/target/quarkus-app");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Status of a GET; 0 for no answer. @throws AssertionError with the log's end when the process has ended */
    int status(String path) {
        return status("GET", path, null);
    }

    /** As {@link #status(String)}. @param json null for no body */
    int status(String verb, String path, String json) {
        if (!process.isAlive()) {
            throw new AssertionError("it ended:\n" + log());
        }
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            connection.setRequestMethod(verb);
            if (json != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream body = connection.getOutputStream()) {
                    body.write(json.getBytes(StandardCharsets.UTF_8));
                }
            }
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Each line that it said. */
    List<String> said() {
        return Folders.text(log).lines().toList();
    }

    private String log() {
        List<String> lines = said();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** The status that it ended with by itself. @throws AssertionError when it has not */
    int ended(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it runs:\n" + log());
        }
        return process.exitValue();
    }

    /** Asks it to end, and says whether it did within the pod's grace period. */
    boolean endsWithin(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
