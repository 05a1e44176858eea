package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The one Dockerfile: any base, what changes seldom first, nobody's root; and manifests ask for what it builds. */
class ImagesTest {

    private final List<String> lines = Folders.text(Folders.MANIFESTS.resolve("images/Dockerfile"))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    @Test
    void theBaseIsAnArgument() {
        assertTrue(lines.get(0).startsWith("ARG BASE="), lines.get(0));
        assertEquals("FROM ${BASE}", lines.get(1));
    }

    @Test
    void librariesComeBeforeOurOwn() {
        List<String> copied = lines.stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertEquals(List.of("lib/boot/", "lib/main/", "quarkus-run.jar", "quarkus/", "app/"), copied);
    }

    @Test
    void aNumberedUserOtherThanRootRunsItAndOwnsNothingOfIt() {
        assertTrue(lines.contains("USER 10001:10001"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("--chown")));
    }

    @Test
    void manifestsAskForTheImagesThatTheScriptBuilds() {
        Skipped.unlessKubectl();
        Set<String> images = Pod.templates(Kustomize.build("prod"))
                .flatMap(Pod::containers)
                .map(container -> container.path("image").asText().replaceAll(":[^:]*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> built = Topics.SERVICES.stream()
                .map(service -> "tresen/" + service + "-service")
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(built, images);
    }
}
