package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every overlay builds, and every check holds of it. */
class OverlaysTest {

    @TestFactory
    Stream<DynamicTest> everyCheckHoldsOfEveryOverlay() {
        Skipped.unlessKubectl();
        return Overlay.ALL.stream().flatMap(name -> Checks.all().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        name + ": " + check.getKey(),
                        () -> assertEquals(List.of(), check.getValue().findings(Kustomize.build(name))))));
    }

    @Test
    void customObjectsAreComparedWithTheirDefinitions() {
        boolean here = Folders.definitions().isPresent();
        if (!here) {
            Skipped.loudly(
                    "the operators' definitions are not at hand (../shared/reference/crds, or -Dtresen.definitions=FOLDER),"
                            + " so custom objects were compared with nothing");
        }
        assumeTrue(here);
        assertFalse(Checks.DEFINITIONS.orElseThrow().definition("KafkaTopic").isEmpty());
    }
}
