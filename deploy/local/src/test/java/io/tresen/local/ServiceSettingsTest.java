package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {

    @TempDir
    Path state;

    /** Each is in a service's code with a default that a network of many people stays below, and one machine's tests do not. */
    @ParameterizedTest
    @ValueSource(
            strings = {"token-requests", "business-requests", "address-requests", "address-openings", "address-uploads"
            })
    void whatOneSenderMayDoIsMuchHere(String rate) {
        ServiceSettings settings = new ServiceSettings(PlatformOptions.of(state), new Keys(state.resolve("keys")));
        List<String> arguments = settings.arguments("chat", 0, 0);
        assertTrue(arguments.contains("-Dtresen.rates." + rate + "=1000000"), arguments.toString());
    }
}
