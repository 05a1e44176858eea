package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Exceptions get into the log through {@link Wordless}, in every service: their messages may hold what somebody wrote. Looks at the
 * sources: at each statement of a logger, from {@code info} up, that names an exception which was caught or handed over.
 */
class LoggedExceptionsTest {

    private static final Path ROOT = Path.of("../..");

    /** Whose message is ours, or speaks of a file or a connection alone. */
    private static final Map<String, String> WORDS_OF_OURS = Map.of(
            "ChargeBook", "an impossible decision says what we wrote about it",
            "CodeGateway", "the kind of the failure alone",
            "ExceptionMappers", "an outage: an address of ours and why nobody answers there",
            "PictureFiles", "a path that is made of a digest",
            "Restore", "an unreadable record says what we wrote about it");

    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern THROWN = Pattern.compile(
            "(?:catch \\((?:final )?[\\w.| ]+|\\b(?:\\w*Exception|\\w*Error|Throwable)) (\\w+)\\s*[,)]");
    private static final Pattern LOGGED =
            Pattern.compile("LOG\\s*\\.\\s*(?:info|warn|error|fatal)[fv]?\\(((?:[^;\"]|" + LITERAL + ")*)\\);");
    private static final Pattern WORDLESS = Pattern.compile("Wordless\\s*\\.\\s*(?:of|kind)\\(\\w+\\)");

    @Test
    void noStatementOfALoggerTellsTheWordsOfAnException() {
        Set<String> found = new TreeSet<>();
        for (Path source : sources()) {
            found.addAll(telling(read(source)).stream()
                    .map(statement -> source.getFileName().toString().replace(".java", "") + ": " + statement)
                    .filter(line -> !WORDS_OF_OURS.containsKey(line.substring(0, line.indexOf(':'))))
                    .toList());
        }
        assertEquals(Set.of(), found);
    }

    @Test
    void eachExceptionToTheRuleIsNeeded() {
        Set<String> telling = sources().stream()
                .filter(source -> !telling(read(source)).isEmpty())
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                WORDS_OF_OURS.keySet().stream()
                        .filter(name -> !telling.contains(name))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theWordsAreSeenWhereTheyAreTold() {
        for (String told : List.of(
                "LOG.error(\"failed\", e);",
                "LOG.warnf(e, \"%s failed\", name);",
                "LOG\n .errorf(\"failed; %s\", e.getMessage());",
                "LOG.infof(\"%s %s\", Wordless.kind(e), e);")) {
            assertEquals(
                    1,
                    telling("} catch (IOException | ParseException e) {" + told).size(),
                    told);
        }
        for (String untold : List.of(
                "LOG.errorf(Wordless.of(e), \"e failed\");",
                "LOG.warnf(\"e %s\", Wordless.kind(e));",
                "LOG.error(\"e failed\");",
                "LOG.debug(\"failed\", e);")) {
            assertEquals(List.of(), telling("void take(Throwable e) {" + untold), untold);
        }
    }

    /** Statements of a logger that name an exception otherwise than through {@link Wordless}. */
    private static List<String> telling(String source) {
        Set<String> exceptions =
                THROWN.matcher(source).results().map(thrown -> thrown.group(1)).collect(Collectors.toSet());
        List<String> telling = new ArrayList<>();
        Matcher statement = LOGGED.matcher(source);
        while (statement.find()) {
            String arguments = WORDLESS.matcher(statement.group(1).replaceAll(LITERAL, "\"\""))
                    .replaceAll("");
            boolean names = exceptions.stream().anyMatch(name -> Pattern.compile("\\b" + name + "\\b")
                    .matcher(arguments)
                    .find());
            if (names) {
                telling.add(statement.group().replaceAll("\\s+", " "));
            }
        }
        return telling;
    }

    private static List<Path> sources() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> contracts = Files.list(ROOT.resolve("contracts"))) {
            List<Path> modules = Stream.concat(
                            top.filter(folder -> folder.toString().endsWith("-service")), contracts)
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            List<Path> sources = new ArrayList<>();
            for (Path module : modules) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
            assertTrue(modules.size() >= 6, "not the sources of all modules: " + modules);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
