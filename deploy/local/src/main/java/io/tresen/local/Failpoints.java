package io.tresen.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Steps of the services that end whoever reaches them next: a folder for each service, with a file for each step that is
 * armed. A service's replicas share the folder, and one of them removes the file.
 *
 * @param state the platform's folder
 */
record Failpoints(Path state) {

    /** Where a service looks. */
    Path of(String service) {
        return state.resolve("failpoints").resolve(service);
    }

    void arm(String service, String step) {
        try {
            Files.createDirectories(of(service));
            Files.createFile(of(service).resolve(step));
        } catch (FileAlreadyExistsException armed) {
            // once more is no more than once
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void disarm(String service, String step) {
        try {
            Files.deleteIfExists(of(service).resolve(step));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isArmed(String service, String step) {
        return Files.exists(of(service).resolve(step));
    }
}
