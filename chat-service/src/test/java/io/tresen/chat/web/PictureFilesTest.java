package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.web.PictureFiles.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is kept, and what makes room. */
class PictureFilesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    @TempDir
    Path folder;

    private PictureFiles files;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve(A), "of an earlier run");
        Files.writeString(folder.resolve("else.txt"), "somebody else's");
        files = new PictureFiles(Optional.of(folder.toString()), 10_000, 0);
        files.begin();
    }

    @Test
    void itBeginsEmptyAndLeavesAloneWhatIsNotItsOwn() {
        assertTrue(Files.notExists(folder.resolve(A)));
        assertTrue(Files.exists(folder.resolve("else.txt")));
        assertTrue(files.find(A, NOW).isEmpty());
    }

    @Test
    void theLongestUnusedMakesRoomUnlessItWasJustLookedAt() throws IOException {
        keep(A, NOW);
        keep(B, NOW.plusSeconds(1));
        files.find(A, NOW.plusSeconds(70));
        keep(C, NOW.plusSeconds(80));
        assertTrue(files.find(B, NOW.plusSeconds(80)).isEmpty());
        assertTrue(Files.notExists(folder.resolve(B)));
        assertEquals(
                4_500,
                Files.size(files.find(A, NOW.plusSeconds(80)).orElseThrow().file()));
        assertTrue(keeping(B, 4_500, NOW.plusSeconds(90)).isEmpty(), "nothing can go yet");
        assertTrue(files.find(A, NOW.plusSeconds(90)).isPresent(), "a minute longer");
    }

    @Test
    void itNeverHoldsMoreThanItMayHoweverFastPicturesCome() throws IOException {
        for (int i = 0; i < 20; i++) {
            keeping(Integer.toHexString(i + 16).repeat(32), 3_000, NOW);
        }
        assertEquals(2, inFolder(), "tiny ones count as 4 KiB");
        assertTrue(files.isFull(NOW));
        assertFalse(files.isFull(NOW.plusSeconds(61)));
    }

    @Test
    void whatCantBeWrittenLeavesNothingBehindAndTakesNoRoom() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.createDirectories(folder.resolve(A).resolve("in the way"));
            assertTrue(keeping(A, 4_500, NOW).isEmpty());
        }
        assertEquals(1, inFolder());
        keep(B, NOW);
        keep(C, NOW);
    }

    /** Of names like ours. */
    private long inFolder() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> !it.endsWith("else.txt")).count();
        }
    }

    @Test
    void aLinkToSomewhereElseIsNoFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        PictureFiles linked = new PictureFiles(Optional.of(link.toString()), 100, 0);
        assertThrows(UncheckedIOException.class, linked::begin);
    }

    private void keep(String name, Instant at) {
        assertTrue(keeping(name, 4_500, at).isPresent());
    }

    private Optional<PictureFiles.Picture> keeping(String name, int size, Instant at) {
        return files.keep(name, new Content("image/png", name, new byte[size]), at);
    }
}
