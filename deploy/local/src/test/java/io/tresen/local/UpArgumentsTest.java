package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.local.sandbox.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpArgumentsTest {

    @Test
    void withoutArgumentsTheDemoIsPlayedOnTheUsualPorts() {
        UpArguments none = UpArguments.parse();
        assertEquals(0, none.portOffset());
        assertEquals(Map.of(), none.replicas());
        assertTrue(none.demo());
        assertFalse(none.reset());
        assertEquals(Optional.empty(), none.fault());
    }

    @Test
    void everyOptionIsUnderstood(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shop export.csv"), "x");
        UpArguments all = UpArguments.parse(
                "--ports",
                "+100",
                "--replicas",
                "order=2,chat=3",
                "--reset",
                "--no-demo",
                "--fault",
                "decline",
                "--traces",
                "http://localhost:4318",
                "--import",
                file.toString(),
                "--format",
                "woocommerce-csv");
        assertEquals(100, all.portOffset());
        assertEquals(Optional.of(URI.create("http://localhost:4318")), all.traces());
        assertEquals(Map.of("order", 2, "chat", 3), all.replicas());
        assertTrue(all.reset());
        assertFalse(all.demo());
        assertEquals(Optional.of(Fault.DECLINE), all.fault());
        assertEquals(Optional.of(file), all.file());
        assertEquals(Optional.of("woocommerce-csv"), all.format());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--what",
                "--ports",
                "--replicas order",
                "--replicas order=two",
                "--fault fire",
                "--import /nowhere/at/all --format tresen-csv",
                "--import pom.xml",
                "--format tresen-csv",
                "--import pom.xml --format excel"
            })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThrows(Terminal.Usage.class, () -> UpArguments.parse(line.split(" ")));
    }

    @Test
    void replicasAreOfServicesAndFew() {
        PlatformOptions options = PlatformOptions.of(Path.of("."));
        assertThrows(LaunchFailure.class, () -> options.withReplicas(Map.of("kafka", 2)));
        assertThrows(LaunchFailure.class, () -> options.withReplicas(Map.of("order", 9)));
        assertThrows(LaunchFailure.class, () -> options.withReplicas(Map.of("order", 0)));
    }
}
