package io.tresen.local;

import io.tresen.engines.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process of the platform.
 *
 * @param label for people
 * @param stopped a file that says somebody wants it down; the supervisor leaves it alone while it is there
 */
record Part(String label, Engine engine, Supplier<Optional<Long>> pid, Path log, Path stopped) {

    static Part of(String label, Engine engine, Supplier<Optional<Long>> pid, Path log, Path state) {
        return new Part(label, engine, pid, log, state.resolve(engine.name() + ".stopped"));
    }

    String name() {
        return engine.name();
    }

    boolean isWantedDown() {
        return Files.exists(stopped);
    }

    void wantDown(boolean down) {
        try {
            if (down) {
                Files.writeString(stopped, "");
            } else {
                Files.deleteIfExists(stopped);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
