package io.tresen.engines;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines as the local platform runs them: processes that outlive whoever started them, known by their pid files. */
class ProcessesIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path folder = Watchdog.temporaryFolder();
    private final int[] ports = Ports.free(3);
    private final List<LocalEngine> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(LocalEngine::kill);
    }

    @Test
    void the_database_outlives_the_program_that_started_it() throws Exception {
        PostgresEngine postgres = postgres();
        Process launcher = java(
                PostgresProcess.class,
                "--port",
                "" + ports[0],
                "--data",
                postgres.data().toString());

        assertEquals(0, launcher.waitFor());
        long pid = postgres.pid().orElseThrow();
        assertTrue(new Databases("127.0.0.1", ports[0]).reachable());

        Process again = java(
                PostgresProcess.class,
                "--port",
                "" + ports[0],
                "--data",
                postgres.data().toString());
        assertEquals(0, again.waitFor());
        assertEquals(pid, postgres.pid().orElseThrow(), "a second start leaves the running server alone");
    }

    @Test
    void a_pid_file_of_a_machine_that_died_does_not_stand_in_the_way() throws Exception {
        PostgresEngine postgres = postgres();
        postgres.start();
        postgres.kill();
        Path file = postgres.data().resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(file);
        // the number belongs to somebody else by now: to this very JVM
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(file, lines);

        assertFalse(postgres.running());
        postgres.stop();
        postgres.kill();
        postgres.start();

        assertTrue(new Databases("127.0.0.1", ports[0]).reachable());
    }

    @Test
    void a_database_that_a_killed_backup_left_closed_takes_connections_again() throws Exception {
        postgres().start();
        Databases databases = new Databases("127.0.0.1", ports[0]);
        databases.create("tresen_probe");
        String server = "jdbc:postgresql://127.0.0.1:" + ports[0] + "/";
        try (Connection administrator =
                DriverManager.getConnection(server + "postgres", PostgresEngine.ADMIN, PostgresEngine.ADMIN)) {
            administrator.createStatement().execute("alter database tresen_probe with allow_connections false");
        }
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(server + "tresen_probe", "tresen_probe", "tresen_probe"));

        databases.create("tresen_probe");

        try (Connection again = DriverManager.getConnection(server + "tresen_probe", "tresen_probe", "tresen_probe")) {
            assertTrue(again.isValid(5));
        }
    }

    @Test
    void a_cluster_that_was_never_finished_is_made_again() throws Exception {
        PostgresEngine postgres = postgres();
        Path part = Files.createDirectories(folder.resolve("postgres.part"));
        Files.writeString(part.resolve("PG_VERSION"), "18\n");

        postgres.start();

        assertTrue(new Databases("127.0.0.1", ports[0]).reachable());
        assertFalse(Files.exists(part));
    }

    @Test
    void a_broker_runs_until_TERM_and_keeps_its_identity() throws Exception {
        Path data = folder.resolve("kafka");
        String[] arguments = {"--port", "" + ports[1], "--controller-port", "" + ports[2], "--data", data.toString()};
        Process broker = java(KafkaProcess.class, arguments);
        // its port is open before its log is, and what ends in between has nothing to end in order
        await().atMost(SOON).until(() -> KafkaEngine.answers("127.0.0.1:" + ports[1]));
        String identity = Files.readString(data.resolve("meta.properties"));

        broker.destroy();
        assertEquals(143, broker.waitFor(), "ended by TERM");
        assertTrue(Files.exists(data.resolve(".kafka_cleanshutdown")), "in order");

        KafkaEngine next = new KafkaEngine(ports[1], ports[2], data, true);
        started.add(next);
        next.start();
        assertEquals(identity, Files.readString(data.resolve("meta.properties")));
    }

    @Test
    void the_broker_outlives_a_launcher_that_is_killed() throws Exception {
        KafkaEngine kafka = new KafkaEngine(ports[1], ports[2], folder.resolve("kafka"), true);
        started.add(kafka);
        Process launcher =
                java(Launcher.class, "" + ports[1], "" + ports[2], kafka.data().toString());
        String pid = launcher.inputReader().readLine();

        launcher.destroyForcibly().waitFor();

        assertEquals(pid, "" + kafka.pid().orElseThrow());
        // on a busy machine longer than one question waits
        await().atMost(SOON).until(() -> KafkaEngine.answers(kafka.bootstrapServers()));
    }

    /** Starts a broker at two ports with these data, says the id of its process and stays until somebody kills it. */
    public static final class Launcher {
        public static void main(String[] args) throws InterruptedException {
            KafkaEngine kafka =
                    new KafkaEngine(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), true);
            kafka.start();
            System.out.println(kafka.pid().orElseThrow());
            Thread.currentThread().join();
        }
    }

    @Test
    void a_taken_port_is_named_in_the_refusal() throws IOException {
        try (ServerSocket taken = new ServerSocket(ports[0], 1, InetAddress.getByName("127.0.0.1"))) {
            for (LocalEngine engine : List.of(
                    postgres(),
                    new KafkaEngine(ports[0], ports[1], folder.resolve("kafka"), true),
                    new RegistryEngine(ports[0], folder.resolve("registry")))) {
                started.add(engine);
                EngineFailure failure = assertThrows(EngineFailure.class, engine::start, engine.name());
                assertTrue(
                        failure.getMessage().startsWith(engine.name() + " on port " + ports[0] + " ended"),
                        failure::getMessage);
                assertTrue(failure.getMessage().toLowerCase().contains("in use"), failure::getMessage);
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void engines_of_a_test_run_go_with_it_even_when_it_is_killed() throws Exception {
        Process tests = java(Holder.class);
        String line = tests.inputReader().readLine();
        Path engines = Path.of(line);
        List<ProcessHandle> processes = Stream.of("postgres/postmaster.pid", "kafka.pid", "registry.pid")
                .map(file -> new PidFile(engines.resolve(file), engines.toString()))
                .map(file -> file.process().orElseThrow(() -> new AssertionError("runs not: " + file)))
                .toList();

        tests.destroyForcibly().waitFor();

        await().atMost(SOON).until(() -> !Files.exists(engines));
        assertTrue(processes.stream()
                .noneMatch(process -> process.info().commandLine().isPresent()));
    }

    /** A test run that holds engines until somebody kills it. */
    public static final class Holder {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(Engines.ofThisJvm().jwks().getParent());
            Thread.currentThread().join();
        }
    }

    private PostgresEngine postgres() {
        PostgresEngine postgres = new PostgresEngine(ports[0], folder.resolve("postgres"));
        started.add(postgres);
        return postgres;
    }

    private Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Java.program(), "@" + Java.classPathFile(folder.resolve("classpath")), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors.log").toFile()))
                .start();
    }
}
