package io.tresen.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process known by a file whose first line is its id. A pid file outlives a machine that died, and its number may
 * belong to somebody else by now: a process counts only if its command line holds the {@code mark}.
 */
record PidFile(Path file, String mark) {

    void write(long pid) {
        try {
            Files.writeString(file, pid + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in the file, whether or not such a process exists. */
    Optional<Long> pid() {
        List<String> lines = lines();
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).trim()));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    /** The living process that the file means. A dead one that nobody has waited for has no command line. */
    Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of)
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException goneMeanwhile) {
            return List.of();
        }
    }
}
