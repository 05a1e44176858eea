package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes every overlay, strictly and without keeping it, where KUBECONFIG names one. */
class ClusterDryRunTest {

    static List<String> overlays() {
        return Overlay.ALL;
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anApiServerTakesTheOverlay(String overlay, @TempDir Path folder) throws Exception {
        String configuration = System.getenv("KUBECONFIG");
        boolean cluster = configuration != null && !configuration.isBlank() && Kustomize.isHere();
        if (!cluster) {
            Skipped.loudly("KUBECONFIG names no cluster, so no API server has seen the overlay " + overlay);
        }
        assumeTrue(cluster, "KUBECONFIG");
        Path file = folder.resolve("overlay.yaml");
        Files.writeString(file, Kustomize.text("overlays/" + overlay));
        Kustomize.run("kubectl", "apply", "--dry-run=server", "--validate=strict", "-f", file.toString());
    }
}
