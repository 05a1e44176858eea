package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The platform that is measured, run by a process of its own ({@code platform.PlatformProcess}). */
public final class Stage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKER_MB = 4_096;

    private final Path root;
    private final Path state;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final JsonNode where;

    private Stage(Path root, Path state, Process process) {
        this.root = root;
        this.state = state;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.where = ask("where");
    }

    /** A process for an empty platform; nothing of it runs yet. @param ports added to every port, or null for unused ones */
    static Stage open(Path root, String name, String ports) throws IOException {
        Path proof = root.resolve("deploy/proof");
        Path state = proof.resolve("target/bench-" + name);
        String classPath = proof.resolve("benchmarks/target/classes")
                + File.pathSeparator
                + proof.resolve("target/classes")
                + File.pathSeparator
                + Files.readString(proof.resolve("target/classpath")).trim();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // the checker keeps all events of all topics in memory; none of this is in any figure
                "-Xmx" + CHECKER_MB + "m",
                "-XX:+UseSerialGC",
                "-Dtresen.root=" + root,
                "-cp",
                classPath,
                "io.tresen.benchmarks.platform.PlatformProcess",
                root.toString(),
                state.toString()));
        if (ports != null) {
            command.add(ports.replace("+", ""));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // one address opens all conversations here; services inherit it
        builder.environment().put("TRESEN_RATES_ADDRESS_OPENINGS", "1000000000");
        Process process = builder.start();
        Stage stage = new Stage(root, state, process);
        stage.ask("reset");
        return stage;
    }

    /** Starts everything and returns once it serves. */
    public Stage start() {
        ask("start");
        return this;
    }

    public void stop(String part) {
        ask("stop " + part);
    }

    public void begin(String part) {
        ask("begin " + part);
    }

    /** Freezes a part: what it has compiled stays, its connections stay open, and nothing of it runs. */
    public void pause(String part) {
        ask("pause " + part);
    }

    /** Lets a frozen part go on. */
    public void resume(String part) {
        ask("resume " + part);
    }

    /** Ends the whole platform; its data stay. */
    public void down() {
        ask("down");
    }

    /** Ends the whole platform and deletes its data. */
    public void clear() {
        ask("down");
        ask("reset");
    }

    public Path root() {
        return root;
    }

    public Path state() {
        return state;
    }

    public String origin() {
        return where.path("origin").asText();
    }

    public String bootstrap() {
        return where.path("bootstrap").asText();
    }

    public String registry() {
        return where.path("registry").asText();
    }

    /** Where a part listens. */
    public int port(String part) {
        return where.path("ports").path(part).asInt();
    }

    /** For JDBC; user and password are both {@code tresen_<service>}. */
    public String jdbc(String service) {
        return where.path("jdbc").path(service).asText();
    }

    /** What runs now. */
    public Processes processes() {
        Map<String, Long> pids = new LinkedHashMap<>();
        ask("pids")
                .fields()
                .forEachRemaining(one -> pids.put(one.getKey(), one.getValue().asLong()));
        return new Processes(pids);
    }

    /** Waits until nothing moves any more. @return what still does at the end of the time */
    public List<String> awaitRest(long seconds) {
        return strings(ask("rest " + seconds));
    }

    /** Asks each invariant that can be read in the books (I1–I5, I7–I9), and none of them is left out of the answer. */
    public List<Checked> check() {
        return Checked.read(ask("check"));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }

    private synchronized JsonNode ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("= ")) {
                    JsonNode answer = JSON.readTree(line.substring(2));
                    if (answer.has("failure")) {
                        throw new IllegalStateException(
                                command + ": " + answer.path("failure").asText());
                    }
                    return answer;
                }
                System.out.println("  " + line);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The platform's process is gone", e);
        }
        throw new IllegalStateException("The platform's process ended at: " + command);
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
