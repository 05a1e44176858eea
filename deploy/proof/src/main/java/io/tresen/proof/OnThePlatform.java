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
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/**
 * The local platform, started once for all journeys of a module by the launcher that {@code deploy/local/up} uses. Each module
 * has its own: ports that no other process has or means to take, and its state in the module's {@code target}.
 */
public abstract class OnThePlatform {

    private static final Duration REST_WITHIN = Duration.ofSeconds(120);

    private static Platform platform;
    private static OtlpReceiver receiver;

    protected static synchronized Platform platform() {
        if (platform == null) {
            platform = Platform.open(
                    PlatformOptions.of(Path.of(System.getProperty("tresen.root")))
                            .withState(Path.of("target/platform").toAbsolutePath())
                            .withPortOffset(PortPlan.unused(Map.of()).offset())
                            .withTraces(Optional.ofNullable(receiver()).map(OtlpReceiver::address))
                            .forMinutes(true),
                    System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
            platform.reset();
            platform.start();
        }
        return platform;
    }

    /** Where the platform's spans go in a module that sets {@code tresen.proof.traced}; null in the others. */
    protected static synchronized OtlpReceiver receiver() {
        if (receiver == null && Boolean.getBoolean("tresen.proof.traced")) {
            receiver = OtlpReceiver.start();
        }
        return receiver;
    }

    protected static Shop newShop() {
        return Shop.register(platform().origin(), "Proof shop");
    }

    protected static Invariants invariants() {
        return new Invariants(platform());
    }

    /** Every journey ends with the checker: a journey that passed on a broken book has not passed. */
    @AfterAll
    protected static void theInvariantsHold() {
        assertAtRest();
        assertNone(invariants().checkBooks());
    }

    protected static void assertAtRest() {
        assertEquals(List.of(), invariants().awaitRest(REST_WITHIN), "still moving");
    }

    protected static void assertNone(Map<String, List<String>> violations) {
        Map<String, List<String>> found = new LinkedHashMap<>(violations);
        found.values().removeIf(List::isEmpty);
        assertEquals(Map.of(), found, "violated");
    }
}
