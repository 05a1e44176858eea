package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailpointTest {

    private static final String STEP = "outbox.sending";

    @TempDir
    Path folder;

    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void a_step_that_is_armed_ends_one_of_all_who_reach_it_and_only_once() throws IOException {
        Files.createFile(folder.resolve(STEP));
        Failpoint failpoint = new Failpoint(folder, ends::incrementAndGet);
        IntStream.range(0, 64).parallel().forEach(i -> failpoint.reach(STEP));
        assertEquals(1, ends.get());
        assertFalse(Files.exists(folder.resolve(STEP)));
    }

    @Test
    void other_steps_and_folders_that_are_not_there_end_nobody() throws IOException {
        Files.createFile(folder.resolve(STEP));
        new Failpoint(folder, ends::incrementAndGet).reach("outbox.acknowledged");
        new Failpoint(folder.resolve("none"), ends::incrementAndGet).reach(STEP);
        new Failpoint(null, ends::incrementAndGet).reach(STEP);
        assertEquals(0, ends.get());
        assertTrue(Files.exists(folder.resolve(STEP)));
    }

    @Test
    void nothing_is_looked_at_outside_of_the_local_platform() {
        Properties settings = new Properties();
        assertNull(Failpoint.folder(settings));
        settings.setProperty("tresen.failpoints", folder.toString());
        assertNull(Failpoint.folder(settings));
        settings.setProperty("tresen.local", "false");
        assertNull(Failpoint.folder(settings));
        settings.setProperty("tresen.local", "true");
        assertEquals(folder, Failpoint.folder(settings));
    }

    /** No shutdown hook runs: what the process had in hand stays where it is. */
    @Test
    void a_process_ends_as_by_kill_9() throws IOException, InterruptedException {
        assertEquals("true", victim());
        Files.createFile(folder.resolve(STEP));
        assertEquals("", victim());
    }

    private String victim() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dtresen.local=true",
                        "-Dtresen.failpoints=" + folder,
                        Victim.class.getName()))
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(said.isEmpty() ? 137 : 0, process.waitFor());
        return said;
    }

    /** Says {@code true} at its orderly end. */
    static final class Victim {

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print(true)));
            Failpoint.reached(STEP);
        }
    }
}
