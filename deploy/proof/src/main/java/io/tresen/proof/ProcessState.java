package io.tresen.proof;

import io.tresen.proof.client.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the system itself says of a process: whether a signal that was sent to it did anything. {@link ProcessHandle} knows no
 * states.
 */
final class ProcessState {

    private static final Path PROC = Path.of("/proc");
    private static final char STOPPED = 'T';
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private ProcessState() {}

    /** Waits a moment until that process of a part stands still. @return what is wrong; empty where it does */
    static List<String> notStopped(String part, OptionalLong pid) {
        return notStopped(part, pid, STOPPED_WITHIN);
    }

    static List<String> notStopped(String part, OptionalLong pid, Duration within) {
        if (pid.isEmpty()) {
            return List.of(part + " has no process");
        }
        Pause pause = new Pause(within);
        char state = of(pid.getAsLong());
        while (state != STOPPED && pause.again()) {
            state = of(pid.getAsLong());
        }
        return state == STOPPED
                ? List.of()
                : List.of("process %d of %s is in state %s, not stopped".formatted(pid.getAsLong(), part, state));
    }

    /** Its state as {@code ps} writes it: T is stopped, Z dead and not waited for, X no process at all. */
    static char of(long pid) {
        return Files.isDirectory(PROC.resolve("self")) ? byProc(pid) : byPs(pid);
    }

    /** The word behind the command's name (proc_pid_stat(5)), which may have any sign in it. */
    private static char byProc(long pid) {
        try {
            String stat = new String(Files.readAllBytes(PROC.resolve(pid + "/stat")), StandardCharsets.UTF_8);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'X';
        }
    }

    /** By POSIX, where there is no {@code /proc}. */
    static char byPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(pid)).start();
            String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return state.isEmpty() ? 'X' : state.charAt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
