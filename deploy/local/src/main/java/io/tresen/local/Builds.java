package io.tresen.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which checkout's build a part runs: this one's, unless a file of the part's name says another. The file outlives the
 * launcher, as the part's process does.
 *
 * @param own this launcher's checkout
 */
record Builds(Path state, Path own) {

    /** The part that stands for the registered schemas. */
    static final String SCHEMAS = "schemas";

    Path of(String part) {
        try {
            Path file = file(part);
            return Files.exists(file) ? Path.of(Files.readString(file)) : own;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isOwn(String part) {
        return of(part).equals(own);
    }

    /** From its next start on. */
    void use(String part, Path root) {
        try {
            Files.writeString(file(part), root.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path file(String part) {
        return state.resolve(part + ".build");
    }
}
