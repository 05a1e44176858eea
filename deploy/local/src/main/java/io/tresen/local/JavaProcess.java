package io.tresen.local;

import io.tresen.engines.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A Java program of ours as a process that outlives the launcher: in a session of its own, so that a Ctrl-C in the
 * terminal does not reach it, its output in {@code <name>.log}, its id in {@code <name>.pid}, written by the process itself
 * before it becomes the program. Its arguments go by file: they are long, and some are nobody else's business.
 */
final class JavaProcess implements Engine {

    /** Two cores may start the whole platform at once. */
    private static final Duration START_WITHIN = Duration.ofSeconds(180);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String WRITE_PID_THEN_BECOME = "echo $$ > \"$0\"; exec \"$@\"";

    private final String name;
    private final int port;
    private final Path state;
    private final Supplier<List<String>> arguments;
    private final BooleanSupplier ready;
    private final Runnable whenReady;
    private final PidFile pidFile;

    /**
     * @param arguments for {@code java}, asked for at every start
     * @param ready whether it serves
     * @param whenReady done after every start once it serves
     */
    JavaProcess(
            String name,
            int port,
            Path state,
            Supplier<List<String>> arguments,
            BooleanSupplier ready,
            Runnable whenReady) {
        this.name = name;
        this.port = port;
        this.state = state;
        this.arguments = arguments;
        this.ready = ready;
        this.whenReady = whenReady;
        this.pidFile = new PidFile(state.resolve(name + ".pid"), mark());
    }

    private String mark() {
        // the separator at its end: order must not be taken for order-2
        return "-Dtresen.process=" + state.resolve(name) + "/";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    Path log() {
        return state.resolve(name + ".log");
    }

    Optional<Long> pid() {
        return pidFile.process().map(ProcessHandle::pid);
    }

    @Override
    public boolean running() {
        return pid().isPresent();
    }

    @Override
    public boolean answers() {
        return ready.getAsBoolean();
    }

    @Override
    public void start() {
        spawn();
        boolean settled = Poll.until(START_WITHIN, PAUSE, () -> !running() || ready.getAsBoolean());
        if (!settled || !running()) {
            throw new LaunchFailure(name + " on port " + port + (settled ? " ended" : " does not answer")
                    + " while starting; the end of " + log() + ":\n" + endOfLog());
        }
        whenReady.run();
    }

    /** Starts it and returns at once: it is to do something and end by itself. */
    void begin() {
        spawn();
    }

    private synchronized void spawn() {
        if (running()) {
            return;
        }
        pidFile.delete();
        try {
            List<String> command = new ArrayList<>(ownSession());
            command.addAll(
                    List.of("sh", "-c", WRITE_PID_THEN_BECOME, pidFile.file().toString()));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add(mark());
            command.add("@" + argumentFile());
            Process process = new ProcessBuilder(command)
                    .directory(state.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            Poll.until(Duration.ofSeconds(10), Duration.ofMillis(10), () -> running() || !process.isAlive());
        } catch (IOException broken) {
            throw new LaunchFailure(name + " could not be started: " + broken.getMessage(), broken);
        }
    }

    /** macOS has no setsid command, but a Perl that can do the same. */
    private static List<String> ownSession() {
        boolean setsid =
                List.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
        return setsid
                ? List.of("setsid")
                : List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!;");
    }

    private Path argumentFile() throws IOException {
        Path file = state.resolve(name + ".args");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String lines = arguments.get().stream()
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
        return Files.writeString(file, lines, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public synchronized void stop() {
        pidFile.process().ifPresent(process -> {
            signal("CONT", process);
            process.destroy();
            if (!gone(STOP_WITHIN)) {
                kill();
            }
        });
        pidFile.delete();
    }

    @Override
    public synchronized void kill() {
        pidFile.process().ifPresent(process -> {
            process.destroyForcibly();
            if (!gone(STOP_WITHIN)) {
                throw new LaunchFailure(name + " (process " + process.pid() + ") does not end.");
            }
        });
        pidFile.delete();
    }

    private boolean gone(Duration within) {
        return Poll.until(within, PAUSE, () -> !running());
    }

    @Override
    public void pause() {
        pidFile.process().ifPresent(process -> signal("STOP", process));
    }

    @Override
    public void resume() {
        pidFile.process().ifPresent(process -> signal("CONT", process));
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException broken) {
            throw new LaunchFailure("No signal could be sent to process " + process.pid() + ".", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }
}
