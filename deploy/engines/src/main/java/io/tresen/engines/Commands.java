package io.tresen.engines;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The few commands of the operating system that starting and signalling an engine takes; Linux and macOS. */
final class Commands {

    private Commands() {}

    /**
     * The command, run in a session of its own: a Ctrl-C in the launcher's terminal then does not reach the engine, and
     * the process id stays that of the command.
     */
    static List<String> detached(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (onPath("setsid")) {
            whole.add("setsid");
        } else if (onPath("perl")) { // macOS has no setsid command
            whole.addAll(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!;"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Whether the command ends with 0; its output is dropped. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while running " + command[0], e);
        }
    }

    /** Sends a signal by name, {@code INT} for one; false when there is no such process. The shell's own kill is
     * used, since small images lack the command. */
    static boolean signal(String name, long pid) {
        return succeeds("sh", "-c", "kill -" + name + " " + pid);
    }

    /**
     * Whether a process has ended, its last thread too, but its parent never asks for it; in a container whose first
     * process is no init, such a number counts as alive for ever.
     */
    static boolean leftUnburied(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
            String stat = Files.readString(proc.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException gone) {
            return false;
        }
    }

    static boolean onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .map(folder -> Path.of(folder.isEmpty() ? "." : folder, command))
                .anyMatch(Files::isExecutable);
    }
}
