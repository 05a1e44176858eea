package io.tresen.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process known by a file with its id. Ids are used again, after a restart of the machine above all: a process counts
 * only if its command line holds the mark. A dead one that nobody has waited for has no command line, and so is dead here.
 */
record PidFile(Path file, String mark) {

    Optional<ProcessHandle> process() {
        return number().flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isMarked);
    }

    private boolean isMarked(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(mark);
    }

    private Optional<Long> number() {
        try {
            return Files.exists(file)
                    ? Optional.of(Long.parseLong(Files.readString(file).trim()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException halfWrittenOrGone) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
