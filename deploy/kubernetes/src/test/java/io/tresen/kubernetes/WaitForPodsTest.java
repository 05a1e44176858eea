package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that a rotation prints is run by a shell, with a kubectl that plays one pod and a sleep that takes no time. */
class WaitForPodsTest {

    @TempDir
    Path folder;

    private String line;

    @BeforeEach
    void publish() throws Exception {
        ClusterKeys.make(folder.resolve("keys"));
        List<String> told = KeyRotation.step(folder.resolve("keys"), "signing", Instant.now());
        line = told.get(told.size() - 2);
    }

    @Test
    void aPodThatShowsTheKeyIsNotAskedAgain() throws Exception {
        assertEquals(List.of("exec"), asked("exit 0", "exit 1"));
    }

    @Test
    void aPodIsAskedUntilItShowsTheKey() throws Exception {
        assertEquals(List.of("exec", "get", "exec", "get", "exec"), asked("third", "echo -n Running"));
    }

    @Test
    void aPodThatGoesMeanwhileIsNotWaitedFor() throws Exception {
        assertEquals(List.of("exec", "get"), asked("exit 1", "exit 0"));
    }

    @Test
    void aPodThatEndedIsNotWaitedFor() throws Exception {
        assertEquals(List.of("exec", "get"), asked("exit 1", "echo -n Failed"));
    }

    @Test
    void aPodIsNotTakenForGoneBecauseNobodyAnswers() throws Exception {
        assertEquals(List.of("exec", "get", "exec", "get", "exec"), asked("third", "exit 1"));
    }

    /**
     * @param exec what the pod does when it is asked for the key; {@code third}: shows it the third time
     * @param get what the cluster answers when it is asked how the pod is
     * @return what was asked of the pod
     */
    private List<String> asked(String exec, String get) throws Exception {
        Path written = folder.resolve("asked");
        String shows = exec.equals("third") ? "[ $(grep -c exec '" + written + "') = 3 ]; exit" : exec;
        program("sleep", "exit 0");
        program(
                "kubectl",
                """
                case "$*" in
                  *' get pod -o name '*) echo pod/chat-1 ;;
                  *' exec pod/chat-1 '*) echo exec >>'%s'; %s ;;
                  *' get pod/chat-1 '*) echo get >>'%s'; %s ;;
                  *) exit 2 ;;
                esac"""
                        .formatted(written, shows, written, get));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        shell.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = shell.start();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it waits on: " + line);
        } finally {
            process.destroyForcibly();
        }
        assertEquals("", Files.readString(folder.resolve("said")));
        return Files.readAllLines(written);
    }

    private void program(String name, String does) throws Exception {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
