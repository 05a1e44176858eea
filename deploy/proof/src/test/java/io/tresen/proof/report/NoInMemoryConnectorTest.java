package io.tresen.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing that claims to test messaging has a connector in memory instead of the real Kafka (DESIGN 13, 15). */
class NoInMemoryConnectorTest {

    private static final Path ROOT = Path.of("../..");
    private static final Set<String> NOT_OURS = Set.of(".git", ".tresen", "target", "node_modules");
    private static final Pattern LOOKED_AT = Pattern.compile("pom\\.xml|.*\\.(java|properties|ya?ml)");

    /** Its library, its name in settings and its class; in halves, so that this file is none that names them. */
    private static final Pattern IN_MEMORY = Pattern.compile(
            "smallrye-reactive-messaging-in" + "-memory|smallrye-in" + "-memory|\\bInMemory" + "Connector\\b");

    private final List<Path> lookedAt = new ArrayList<>();
    private final List<Path> found = new ArrayList<>();

    @Test
    void no_module_has_one_and_no_test_names_one() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (LOOKED_AT.matcher(file.getFileName().toString()).matches()) {
                    look(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });

        assertTrue(lookedAt.size() > 1_000, () -> "only " + lookedAt.size() + " files");
        assertEquals(List.of(), found);
    }

    private void look(Path file) throws IOException {
        lookedAt.add(file);
        if (IN_MEMORY.matcher(Files.readString(file)).find()) {
            found.add(file);
        }
    }
}
