package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    /** Says that it is there, and ends with its input. */
    static final class Waits {

        public static void main(String[] arguments) throws IOException {
            System.out.write('.');
            System.out.flush();
            System.in.read();
        }
    }

    @TempDir
    Path folder;

    /** As the local platform starts its services. */
    @Test
    void theBoundOfTheHeapIsReadFromAnArgumentFile() throws IOException {
        Path file = Files.write(
                folder.resolve("args"),
                List.of("\"-Xmx77m\"", "-cp", System.getProperty("java.class.path"), Waits.class.getName()));
        assertEquals(77, of("@" + file).heapMb());
    }

    @Test
    void orFromTheCommandLine() throws IOException {
        Memory memory = of("-Xmx78m", "-cp", System.getProperty("java.class.path"), Waits.class.getName());
        assertEquals(78, memory.heapMb());
        assertTrue(memory.peakKb() > 1_000, memory.toString());
    }

    private static Memory of(String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder(new ArrayList<>(List.of(arguments)));
        command.command()
                .add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals('.', process.getInputStream().read());
            return Memory.of(process.pid());
        } finally {
            process.destroyForcibly();
        }
    }
}
