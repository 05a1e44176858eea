package io.tresen.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Java that runs this, for engines that are Java programs. */
final class Java {

    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Writes the class path of this JVM as an argument file: a command line may be too short for it. */
    static Path classPathFile(Path file) throws IOException {
        String quoted =
                System.getProperty("java.class.path").replace("\\", "\\\\").replace("\"", "\\\"");
        return Files.writeString(file, "-cp \"" + quoted + "\"\n");
    }
}
