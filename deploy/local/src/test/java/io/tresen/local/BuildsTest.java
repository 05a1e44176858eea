package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildsTest {

    private static final Path OWN = Path.of("/new");
    private static final Path OTHER = Path.of("/old");

    @TempDir
    Path state;

    @Test
    void aPartRunsThisBuildUnlessItWasToldAnother() {
        Builds builds = new Builds(state, OWN);
        assertTrue(builds.isOwn("order"));
        builds.use("order", OTHER);
        assertEquals(OTHER, builds.of("order"));
        assertFalse(builds.isOwn("order"));
        assertTrue(builds.isOwn("order-2"), "replicas are replaced one by one");
        builds.use("order", OWN);
        assertTrue(builds.isOwn("order"));
    }

    @Test
    void theNextLauncherKnowsIt() {
        new Builds(state, OWN).use(Builds.SCHEMAS, OTHER);
        assertEquals(OTHER, new Builds(state, OWN).of(Builds.SCHEMAS));
    }
}
