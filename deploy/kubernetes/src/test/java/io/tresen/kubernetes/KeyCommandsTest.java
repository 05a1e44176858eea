package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types: the commands themselves run, with a JDK and nothing else. */
class KeyCommandsTest {

    @TempDir
    static Path folder;

    private static Path keys;
    private static List<String> made;

    /** Once for all: each command compiles first. */
    @BeforeAll
    static void makeKeys() throws Exception {
        keys = folder.resolve("keys");
        made = told(0, "make-keys", keys);
    }

    @Test
    void makeKeysMakesAFolderThatRotateKeysUnderstands() throws Exception {
        assertEquals(List.of("The keys are in " + keys + ", one folder a Secret or ConfigMap."), made);
        Path signing = keys.resolve("chat-signing-key/signing-key.jwk");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(signing)));
        assertTrue(String.join("\n", told(0, "rotate-keys", keys, "signing")).contains("jwks"));
    }

    @Test
    void whatIsRefusedIsToldAndEndsWithAnError() throws Exception {
        assertTrue(told(1, "make-keys", keys).get(0).contains("holds something already"));
        assertEquals(List.of("usage: make-keys FOLDER"), told(2, "make-keys"));
        assertEquals(List.of("Nothing is called signature"), told(1, "rotate-keys", keys, "signature"));
    }

    private static List<String> told(int code, String command, Object... arguments) throws Exception {
        Path output = folder.resolve("told");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(Folders.MANIFESTS.resolve(command)), Stream.of(arguments))
                                .map(Object::toString)
                                .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the JVM says that it picked them up
        Process process = builder.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), command);
        List<String> lines = Files.readAllLines(output);
        assertEquals(code, process.exitValue(), () -> String.join("\n", lines));
        return lines;
    }
}
