package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert has its page and every page its alert; a page tells what somebody needs who was woken by it. */
class RunbooksTest {

    private static final Path DOCS = Folders.ROOT.resolve("deploy/docs");
    private static final List<String> PARTS = List.of(
            "## What it means", "## What people notice", "## How to look", "## How to mend it", "## When to call");

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        Skipped.unlessKubectl();
        Set<String> alerts = Monitoring.rules(Kustomize.build("prod")).stream()
                .map((JsonNode rule) -> rule.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(alerts, pages());
    }

    @Test
    void everyPageIsLinkedAndTellsEverything() throws IOException {
        Set<String> linked = Pattern.compile("\\(runbooks/([A-Za-z]+)\\.md\\)")
                .matcher(Folders.text(DOCS.resolve("observe.md")))
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(pages(), linked);
        for (String page : pages()) {
            String text = Folders.text(DOCS.resolve("runbooks/" + page + ".md"));
            assertTrue(text.startsWith("# " + page + "\n"), page);
            int at = 0;
            for (String part : PARTS) {
                int next = text.indexOf(part + "\n", at);
                assertTrue(next > at, page + " lacks " + part);
                at = next;
            }
        }
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("runbooks"))) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
