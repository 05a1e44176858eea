package io.tresen.benchmarks.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.benchmarks.Checked;
import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.local.PortPlan;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.invariants.Looks;
import io.tresen.proof.invariants.Subjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The platform under measurement and its checker, in a process of their own on the class path of {@code deploy/proof}: the
 * load generator brings another Vert.x. Reads one command a line and answers each with one line {@code = JSON}; every other
 * line is progress. The end of its input ends the platform, so that none outlives a benchmark that died.
 */
public final class PlatformProcess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlatformOptions options;
    private Platform platform;

    private PlatformProcess(PlatformOptions options) {
        this.options = options;
        this.platform = Platform.open(options, PlatformProcess::say);
    }

    /** The checkout, the folder of state, and what is added to every port; without it, ports that nobody uses. */
    public static void main(String[] arguments) throws IOException {
        PortPlan ports =
                arguments.length > 2 ? new PortPlan(Integer.parseInt(arguments[2])) : PortPlan.unused(Map.of());
        PlatformOptions options = PlatformOptions.of(Path.of(arguments[0]))
                .withState(Path.of(arguments[1]))
                .withPortOffset(ports.offset());
        PlatformProcess process = new PlatformProcess(options);
        // Ctrl-C reaches this process too
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.platform.close(), "end"));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                say("= " + JSON.writeValueAsString(process.answer(command.split(" "))));
            }
        }
        System.exit(0);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private Object answer(String[] command) {
        try {
            return carryOut(command);
        } catch (RuntimeException | AssertionError e) {
            return Map.of("failure", String.valueOf(e.getMessage()));
        }
    }

    private Object carryOut(String[] command) {
        return switch (command[0]) {
            case "reset" -> done(() -> platform.reset());
            case "start" -> done(() -> platform.start());
            case "stop" -> done(() -> platform.stop(command[1]));
            case "begin" -> done(() -> platform.start(command[1]));
            case "pause" -> done(() -> platform.pause(command[1]));
            case "resume" -> done(() -> platform.resume(command[1]));
            case "down" -> done(this::down);
            case "where" -> where();
            case "pids" -> pids();
            case "rest" -> new Invariants(platform).awaitRest(Duration.ofSeconds(Long.parseLong(command[1])));
            case "check" -> check();
            default -> throw new IllegalArgumentException("no such command: " + command[0]);
        };
    }

    private static Object done(Runnable act) {
        act.run();
        return Map.of("done", true);
    }

    /** One that was ended does not start again; the next one finds its data. */
    private void down() {
        platform.close();
        platform = Platform.open(options, PlatformProcess::say);
    }

    private Object where() {
        Map<String, String> jdbc = new LinkedHashMap<>();
        PortPlan.SERVICES.forEach(service -> jdbc.put(service, platform.jdbcUrl(service)));
        Map<String, Integer> listen = new LinkedHashMap<>();
        platform.names().forEach(name -> listen.put(name, platform.port(name)));
        return Map.of(
                "origin", platform.origin(),
                "bootstrap", platform.bootstrapServers(),
                "registry", platform.registryUrl(),
                "jdbc", jdbc,
                "ports", listen);
    }

    private Object pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        platform.names().forEach(name -> platform.pid(name).ifPresent(pid -> pids.put(name, pid)));
        return pids;
    }

    private List<Checked> check() {
        Looks looks = new Invariants(platform).lookAtBooks();
        return looks.found().entrySet().stream()
                .map(one -> {
                    Subjects subjects = looks.subjects().get(one.getKey());
                    return new Checked(one.getKey(), subjects.count(), subjects.words(), one.getValue());
                })
                .toList();
    }
}
