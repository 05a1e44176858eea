package io.tresen.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Cleans up after tests. A shell waits at the end of a pipe that this JVM holds; when the JVM is gone, also by a kill -9
 * that runs no shutdown hook, it ends the engines of the folder and removes it.
 */
final class Watchdog {

    // $0 is the folder; a number in a pid file counts only if that process names the folder in its command line.
    // QUIT lets the database's sessions end with it (the server removes its pid file last), the others get KILL: their
    // data are about to be deleted.
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            cat > /dev/null
            for file in "$0"/postgres/postmaster.pid "$0"/kafka.pid "$0"/registry.pid; do
              pid=$(head -n 1 "$file" 2>/dev/null) || continue
              if [ -r "/proc/$pid/cmdline" ]; then line=$(tr '\\0' ' ' < "/proc/$pid/cmdline")
              else line=$(ps -o command= -p "$pid"); fi
              case "$line" in *"$0"*) ;; *) continue ;; esac
              kill -CONT "$pid"
              case "$file" in
                */postmaster.pid)
                  kill -QUIT "$pid"
                  tries=0
                  while [ -e "$file" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done ;;
                *) kill -KILL "$pid" ;;
              esac
            done
            rm -rf "$0"
            """;

    private Watchdog() {}

    /** A new folder that is watched from now on. */
    static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("tresen-engines-").toRealPath();
            // the database server may run as nobody and has to get through
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            new ProcessBuilder(Commands.detached(List.of("sh", "-c", SCRIPT, folder.toString())))
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return folder;
        } catch (IOException e) {
            throw new EngineFailure("no temporary folder for the engines: " + e.getMessage(), e);
        }
    }
}
