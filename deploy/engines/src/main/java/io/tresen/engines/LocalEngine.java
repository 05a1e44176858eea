package io.tresen.engines;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * An engine that is a process of this machine. It survives the JVM that started it. Beside the data folder {@code x} lie
 * its log {@code x.log} and, unless the engine writes one itself, its pid file {@code x.pid}.
 */
abstract class LocalEngine implements Engine {

    /** Generous, since two cores may start several platforms at a time. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    /*
     * Three engines start at a time, each on a thread that may be the first to log. Then JBoss's LogContext and the LogManager of
     * java.util.logging, each being initialized on a thread of its own, wait for each other for ever (jboss-logmanager of Quarkus 3.32).
     */
    static {
        LogManager.getLogManager();
    }

    private static final Duration CLEAN_STOP = Duration.ofSeconds(30);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);
    private static final long POLL_MS = 25;

    private final String name;
    private final int port;
    private final Path data;

    /**
     * One after the other: the process is begun, ended. So whoever ends one takes no pid file from the next, which somebody has begun
     * meanwhile; and whoever begins one finds the one that somebody else has just begun, and does not put another's pid in its place.
     */
    private final Object oneAtATime = new Object();

    LocalEngine(String name, int port, Path data) {
        this.name = name;
        this.port = port;
        this.data = data.toAbsolutePath().normalize();
    }

    /** Makes the data folder ready and says how to start; {@link #start} adds log, session and pid file. */
    abstract ProcessBuilder prepare() throws IOException;

    PidFile pidFile() {
        return new PidFile(sibling(".pid"), data.toString());
    }

    /** What asks the engine to end in an orderly way. */
    String stopSignal() {
        return "TERM";
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }

    /** Where its data lie; kept when it stops. */
    public final Path data() {
        return data;
    }

    /** What it said on its standard output and error, all starts in one file. */
    public final Path log() {
        return sibling(".log");
    }

    /** The id of its process, if it runs. */
    public final Optional<Long> pid() {
        return pidFile().process().map(ProcessHandle::pid);
    }

    @Override
    public final boolean running() {
        return pid().isPresent();
    }

    @Override
    public void start() {
        awaitAnswer(begun());
    }

    /** Begins it unless it runs, and returns once its process is known. @return whether that is dead */
    private BooleanSupplier begun() {
        synchronized (oneAtATime) {
            if (running()) {
                return () -> !running();
            }
            try {
                Files.createDirectories(data.getParent());
                ProcessBuilder command = prepare();
                Process process = command.command(Commands.detached(command.command()))
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
                started(process.pid());
                waitFor(() -> running() || !process.isAlive(), KNOWN_WITHIN);
                return () -> !process.isAlive();
            } catch (IOException e) {
                throw new EngineFailure(name + " could not be started in " + data + ": " + e.getMessage(), e);
            }
        }
    }

    /** Has its id written down, unless the engine does that itself. */
    void started(long pid) {
        pidFile().write(pid);
    }

    @Override
    public final void stop() {
        synchronized (oneAtATime) {
            pidFile().process().ifPresent(process -> {
                resume();
                Commands.signal(stopSignal(), process.pid());
                if (!gone(process, CLEAN_STOP)) {
                    kill();
                }
            });
            ended();
        }
    }

    @Override
    public final void kill() {
        synchronized (oneAtATime) {
            pidFile().process().ifPresent(process -> {
                Commands.signal("KILL", process.pid());
                if (!gone(process, PATIENCE)) {
                    throw new EngineFailure(name + " (process " + process.pid() + ") does not end");
                }
            });
            ended();
        }
    }

    void ended() {
        pidFile().delete();
    }

    @Override
    public final void pause() {
        family().forEach(process -> Commands.signal("STOP", process.pid()));
    }

    @Override
    public final void resume() {
        family().forEach(process -> Commands.signal("CONT", process.pid()));
    }

    private Stream<ProcessHandle> family() {
        return pidFile().process().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static boolean gone(ProcessHandle process, Duration patience) {
        return waitFor(() -> !process.isAlive() || Commands.leftUnburied(process.pid()), patience);
    }

    private void awaitAnswer(BooleanSupplier dead) {
        boolean settled = waitFor(() -> dead.getAsBoolean() || answers(), PATIENCE);
        if (!settled || dead.getAsBoolean()) {
            throw new EngineFailure(name + " on port " + port + (settled ? " ended" : " does not answer")
                    + " while starting; the end of " + log() + ":\n" + logEnd());
        }
    }

    static boolean waitFor(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineFailure("interrupted while waiting", e);
            }
        }
        return true;
    }

    final String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private Path sibling(String ending) {
        return data.resolveSibling(data.getFileName() + ending);
    }
}
