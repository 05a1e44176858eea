package io.tresen.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.local.sandbox.SandboxMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payment sandbox serves as the program: it starts fast and answers. */
class JavaProcessTest {

    @TempDir
    Path state;

    private final AtomicInteger whenReady = new AtomicInteger();
    private int port;
    private JavaProcess process;

    @BeforeEach
    void make() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        process = sandbox("sandbox");
    }

    @AfterEach
    void end() {
        process.kill();
    }

    private JavaProcess sandbox(String name) {
        List<String> arguments = List.of(
                "-XX:TieredStopAtLevel=1", // it lives for a second
                "-XX:+UseSerialGC",
                "-Dtresen.sandbox.port=" + port,
                "-Dtresen.sandbox.directory=" + state.resolve("a folder"),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName());
        return new JavaProcess(
                name,
                port,
                state,
                () -> arguments,
                () -> Loopback.ok(port, "/sandbox/health"),
                whenReady::incrementAndGet);
    }

    @Test
    void itServesOnceStartedAndStartingAgainChangesNothing() throws IOException {
        process.start();
        assertTrue(Loopback.ok(port, "/sandbox/health"));
        assertEquals(1, whenReady.get());
        long pid = process.pid().orElseThrow();
        process.start();
        assertEquals(pid, process.pid().orElseThrow());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("sandbox.args"))));

        process.stop();
        assertFalse(process.running());
        assertFalse(PortHolder.isTaken(port));
    }

    @Test
    void anotherLauncherFindsItByItsPidFile() {
        process.start();
        JavaProcess found = sandbox("sandbox");
        assertEquals(process.pid(), found.pid());
        found.stop();
        assertFalse(process.running());
    }

    @Test
    void aPidFileThatNamesAStrangerIsNotBelieved() throws IOException {
        Files.writeString(state.resolve("sandbox.pid"), ProcessHandle.current().pid() + "\n");
        assertFalse(process.running());
        process.stop();
        assertTrue(ProcessHandle.current().isAlive());
        Files.writeString(state.resolve("sandbox.pid"), "not a number");
        assertFalse(process.running());
        process.start();
        assertTrue(process.running());
    }

    @Test
    void aReplicaWhoseNameBeginsAlikeIsAnotherProcess() throws IOException {
        JavaProcess second = sandbox("sandbox-2");
        second.start();
        try {
            Files.copy(state.resolve("sandbox-2.pid"), state.resolve("sandbox.pid"));
            assertFalse(process.running());
        } finally {
            second.kill();
        }
    }

    @Test
    void aFrozenOneIsThereAndSilentAndStopsAllTheSame() {
        process.start();
        process.pause();
        assertTrue(process.running());
        await().until(() -> !Loopback.ok(port, "/sandbox/health")); // a signal takes a moment to reach all threads
        process.resume();
        await().until(() -> Loopback.ok(port, "/sandbox/health"));
        process.pause();
        process.stop();
        assertFalse(process.running());
    }

    @Test
    void oneThatEndsWhileStartingIsToldWithTheEndOfItsLog() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            LaunchFailure failure = assertThrows(LaunchFailure.class, process::start);
            assertTrue(failure.getMessage().contains("sandbox on port " + port + " ended while starting"));
            assertTrue(failure.getMessage().contains("Address already in use"), failure.getMessage());
        }
    }

    @Test
    void theSupervisorStartsWhatDiedAndLeavesAloneWhatWasStopped() {
        Part part = Part.of("Payment sandbox", process, process::pid, process.log(), state);
        CopyOnWriteArrayList<String> said = new CopyOnWriteArrayList<>();
        process.start();
        long first = process.pid().orElseThrow();
        try (Supervisor supervisor = new Supervisor(List.of(part), said::add)) {
            process.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> said.contains("Payment sandbox is back"));
            assertTrue(process.pid().orElseThrow() != first);

            part.wantDown(true);
            process.stop();
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(30)).until(() -> !process.running());
            part.wantDown(false);
            await().atMost(Duration.ofSeconds(60)).until(() -> Loopback.ok(port, "/sandbox/health"));
        }
    }
}
