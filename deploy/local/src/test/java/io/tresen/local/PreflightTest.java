package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {

    @Test
    void aTakenPortIsToldWithItsHolderAndAWayOut() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            LaunchFailure refusal = assertThrows(LaunchFailure.class, () -> Preflight.ports(Map.of("order", port)));
            String me = "java (process " + ProcessHandle.current().pid() + ")";
            assertEquals(
                    "Port " + port + ", which order needs, is taken by " + me
                            + "; end that program, or move all ports with deploy/local/up --ports +100.",
                    refusal.getMessage());
        }
    }

    @Test
    void aListenerOnEveryAddressTakesThePortToo() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertTrue(PortHolder.isTaken(socket.getLocalPort()));
        }
    }

    @Test
    void aFreePortIsFree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertFalse(PortHolder.isTaken(port));
        assertDoesNotThrow(() -> Preflight.ports(Map.of("order", port)));
    }

    @Test
    void anOldJavaAndAFullDiskAreOneSentence() {
        assertEquals(
                "Tresen needs Java 17 or newer, and this is Java 11.",
                assertThrows(LaunchFailure.class, () -> Preflight.java(11)).getMessage());
        assertDoesNotThrow(() -> Preflight.java(17));
        assertEquals(
                "Only 1.5 GB are free where /data lies, and Tresen needs 2 GB.",
                assertThrows(LaunchFailure.class, () -> Preflight.disk(Path.of("/data"), 3L << 29))
                        .getMessage());
        assertDoesNotThrow(() -> Preflight.disk(Path.of("/data"), 2L << 30));
    }
}
