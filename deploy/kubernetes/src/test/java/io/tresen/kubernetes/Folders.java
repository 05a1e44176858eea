package io.tresen.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie, seen from this module's folder, in which its tests run. */
final class Folders {

    /** {@code deploy/kubernetes}. */
    static final Path MANIFESTS = Path.of("").toAbsolutePath();

    static final Path ROOT = MANIFESTS.getParent().getParent();

    private Folders() {}

    /** The operators' resource definitions, which are not ours to keep: beside the checkout, or where one says. */
    static Optional<Path> definitions() {
        Path folder = Path.of(System.getProperty(
                "tresen.definitions",
                ROOT.resolveSibling("shared").resolve("reference/crds").toString()));
        return Optional.of(folder).filter(Files::isDirectory);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
