package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each check finds the mistakes of its file in {@code broken/}, and calls them by their name. */
class BrokenManifestsTest {

    private static final Path BROKEN = Folders.MANIFESTS.resolve("broken");

    @TestFactory
    Stream<DynamicTest> everyBrokenManifestIsCaught() {
        Skipped.unlessKubectl();
        return Checks.all().entrySet().stream().flatMap(check -> breakages(check.getKey())
                .map(breakage -> DynamicTest.dynamicTest(
                        check.getKey() + ": " + breakage.says(), () -> caught(check, breakage))));
    }

    private static void caught(Map.Entry<String, Check> check, Breakage breakage) {
        List<String> findings = check.getValue().findings(breakage.in(Kustomize.build(breakage.overlay())));
        assertTrue(findings.stream().anyMatch(finding -> finding.contains(breakage.says())), findings::toString);
    }

    @Test
    void everyCheckHasBrokenManifestsAndEveryFileItsCheck() throws Exception {
        try (Stream<Path> files = Files.list(BROKEN)) {
            var names = files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(name -> !name.equals("custom-objects") || Checks.DEFINITIONS.isPresent())
                    .collect(Collectors.toSet());
            assertEquals(Checks.all().keySet(), names);
        }
    }

    private static Stream<Breakage> breakages(String check) {
        return StreamSupport.stream(Yaml.file(BROKEN.resolve(check + ".yaml")).spliterator(), false)
                .map(Breakage::of);
    }
}
