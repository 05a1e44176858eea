package io.tresen.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever looks a rule up in the README finds the class and the test that it names. */
class ReadmeNamesTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\|(.*)\\|$");
    /** A class, perhaps with its package before it or a member behind it. */
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w+)(?:\\.[a-z]\\w*)?`");

    private static final Set<String> NOT_OURS = Set.of(".git", ".tresen", "target", "node_modules");

    @Test
    void each_class_of_where_is_is_there() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("\n## Where is …?");
        List<String> named = ROW.matcher(readme.substring(begin, readme.indexOf("\n## ", begin + 1)))
                .results()
                .flatMap(row -> CLASS.matcher(row.group(1)).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
        Set<String> there = classes();

        assertTrue(named.size() > 300, () -> "only " + named.size() + " names");
        assertEquals(
                List.of(), named.stream().filter(name -> !there.contains(name)).toList());
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                classes.add(file.getFileName().toString().replaceFirst("\\.(java|sql)$", ""));
                return FileVisitResult.CONTINUE;
            }
        });
        return classes;
    }
}
