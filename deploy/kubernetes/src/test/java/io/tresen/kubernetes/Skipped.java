package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Says what was not checked, so that nobody takes silence for a pass. */
final class Skipped {

    private Skipped() {}

    static void loudly(String why) {
        System.err.println("\n*** NOT CHECKED: " + why + "\n");
    }

    static void unlessKubectl() {
        boolean here = Kustomize.isHere();
        if (!here) {
            loudly("there is no kubectl here, so no overlay was built and no manifest looked at");
        }
        assumeTrue(here, "kubectl");
    }
}
