package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailpointsTest {

    @TempDir
    Path state;

    @Test
    void aStepIsArmedForOneServiceUntilSomebodyReachesIt() throws IOException {
        Failpoints failpoints = new Failpoints(state);
        failpoints.arm("payment", "pay.claimed");
        failpoints.arm("payment", "pay.claimed");
        assertTrue(failpoints.isArmed("payment", "pay.claimed"));
        assertFalse(failpoints.isArmed("order", "pay.claimed"));
        Files.delete(failpoints.of("payment").resolve("pay.claimed"));
        assertFalse(failpoints.isArmed("payment", "pay.claimed"));
        failpoints.disarm("payment", "pay.claimed");
    }

    @Test
    void replicasOfAServiceLookInOneFolder() {
        PlatformOptions options = PlatformOptions.of(state).withReplicas(Map.of("order", 2));
        ServiceSettings settings = new ServiceSettings(options, new Keys(state.resolve("keys")));
        String folder = "-Dtresen.failpoints=" + options.state().resolve("failpoints/order");
        assertTrue(settings.arguments("order", 0, 0).contains(folder));
        assertTrue(settings.arguments("order", 1, 0).contains(folder));
    }
}
