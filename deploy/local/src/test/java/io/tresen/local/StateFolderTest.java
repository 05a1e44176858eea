package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    Path root;

    @Test
    void oneLauncherHoldsItAtATime() throws IOException {
        StateFolder folder = new StateFolder(root);
        assertFalse(folder.isHeld());
        try (FileChannel held = folder.lock().orElseThrow()) {
            assertTrue(held.isOpen());
            assertTrue(folder.isHeld());
            assertEquals(Optional.empty(), folder.lock());
            assertEquals(ProcessHandle.current(), folder.launcher().orElseThrow());
            PlatformOptions options = PlatformOptions.of(root).withState(root);
            assertThrows(LaunchFailure.class, () -> Platform.open(options, line -> {}));
        }
        assertFalse(folder.isHeld());
    }

    @Test
    void laterCommandsKnowWhatWasStarted() {
        StateFolder folder = new StateFolder(root);
        assertEquals(Optional.empty(), folder.remembered(root));
        PlatformOptions options = new PlatformOptions(
                root, root, 100, Map.of("order", 2), true, Optional.of(URI.create("http://localhost:4318")));
        folder.remember(options);
        assertEquals(Optional.of(options), folder.remembered(root));
    }

    @Test
    void aResetKeepsNothingButTheLock() throws IOException {
        StateFolder folder = new StateFolder(root);
        try (FileChannel held = folder.lock().orElseThrow()) {
            Files.createDirectories(root.resolve("kafka/topic-0"));
            Files.writeString(root.resolve("kafka/topic-0/00.log"), "x");
            Files.writeString(root.resolve("clock"), "5");
            folder.empty();
            assertTrue(held.isOpen());
            try (var files = Files.list(root)) {
                assertTrue(files.allMatch(file -> file.getFileName().toString().startsWith("launcher.")));
            }
        }
    }

    @Test
    void keysAreMadeOnceAndThePrivateHalvesAreTheirOwners() throws IOException {
        Keys keys = new Keys(root.resolve("keys"));
        keys.make();
        String first = Files.readString(keys.tokenKeys());
        keys.make();
        assertEquals(first, Files.readString(keys.tokenKeys()));
        for (Path secret : new Path[] {
            keys.signingKey(), keys.orderSealKeys(), keys.secretKeys("chat"), keys.secretKeys("notification")
        }) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            assertTrue(Files.readString(secret).matches("(?s).*\"[dk]\":.*"));
        }
        for (Path open : new Path[] {keys.tokenKeys(), keys.sealRecipients()}) {
            assertFalse(Files.readString(open).contains("\"d\""));
        }
    }
}
