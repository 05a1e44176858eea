package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.local.PortPlan;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The local platform, started once for all journeys by the launcher that {@code deploy/local/up} uses. */
abstract class OnThePlatform {

    private static Platform platform;

    static synchronized Platform platform() {
        if (platform == null) {
            Path root = Path.of(System.getProperty("tresen.root"));
            platform = Platform.open(
                    PlatformOptions.of(root)
                            .withState(root.resolve("deploy/proof/target/platform"))
                            .withPortOffset(PortPlan.unused(Map.of()).offset())
                            .forMinutes(true),
                    System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
            platform.reset();
            platform.start();
        }
        return platform;
    }

    static Shop newShop() {
        return Shop.register(platform().origin(), "Proof shop");
    }

    static Invariants invariants() {
        return new Invariants(platform());
    }

    /** Every journey ends with the checker: a journey that passed on a broken book has not passed. */
    @AfterAll
    static void theInvariantsHold() {
        assertEquals(List.of(), invariants().awaitRest(Duration.ofSeconds(120)), "still moving");
        assertNone(invariants().checkBooks());
    }

    static void assertNone(Map<String, List<String>> violations) {
        Map<String, List<String>> found = new LinkedHashMap<>(violations);
        found.values().removeIf(List::isEmpty);
        assertEquals(Map.of(), found, "violated");
    }
}
