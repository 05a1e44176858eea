package io.tresen.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Commands that an experiment runs. */
final class Commanded {

    private Commanded() {}

    /** Runs it to its end; its output is this process's own. @return with what it ended */
    static int run(Path folder, List<String> command) {
        return run(new ProcessBuilder(command).directory(folder.toFile()).inheritIO());
    }

    /** The same, with all that it says written to a file. */
    static int run(Path folder, List<String> command, Path output) {
        return run(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    }

    private static int run(ProcessBuilder command) {
        try {
            return command.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
