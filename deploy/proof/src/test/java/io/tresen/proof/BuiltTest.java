package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code built.sh}: no report names a commit that did not run. Maven is played by a script that writes down its arguments. */
class BuiltTest {

    @TempDir
    Path root;

    @BeforeEach
    void checkout() throws Exception {
        Path mvnw = file("mvnw");
        Files.writeString(
                mvnw, "#!/usr/bin/env bash\necho \"${@:5}\" >>'" + root + "/asked'\ntouch '" + root + "/made'\n");
        Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwx------"));
        for (String source : List.of(
                "pom.xml",
                "order-service/src/main/java/Order.java",
                "contracts/costs/pom.xml",
                "deploy/proof/browser/pom.xml")) {
            old(file(source));
        }
    }

    @Test
    void whatIsMissingIsBuiltOnce() throws Exception {
        built();
        built();

        assertEquals(
                List.of("-DskipTests -Dspotless.check.skip=true -pl proof package"),
                Files.readAllLines(root.resolve("asked")));
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltAnew() throws Exception {
        built();
        for (String source : List.of(
                "order-service/src/main/java/Order.java", "contracts/costs/pom.xml", "deploy/proof/browser/pom.xml")) {
            long before = Files.readAllLines(root.resolve("asked")).size();
            Files.setLastModifiedTime(
                    root.resolve(source), FileTime.from(Instant.now().plusSeconds(60)));

            built();

            assertEquals(before + 1, Files.readAllLines(root.resolve("asked")).size(), source);
            old(root.resolve(source));
        }
    }

    @Test
    void whatLostAFileIsBuiltAnew() throws Exception {
        Path file = file("order-service/src/main/java/Gone.java");
        old(file.getParent());
        built();
        Files.delete(file);
        Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.now().plusSeconds(60)));

        built();

        assertEquals(2, Files.readAllLines(root.resolve("asked")).size());
    }

    private Path file(String name) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private static void old(Path source) throws Exception {
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private void built() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "set -euo pipefail; root=$1; . \"$2\"; build_unless_there made -pl proof",
                        "built",
                        root.toString(),
                        Path.of("built.sh").toAbsolutePath().toString())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue());
    }
}
