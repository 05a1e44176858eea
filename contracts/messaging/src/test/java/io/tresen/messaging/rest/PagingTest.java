package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.RejectedException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final Class<?>[] ALL = {Long.class, String.class, UUID.class, Instant.class};

    private static void refused(String parameter, org.junit.jupiter.api.function.Executable read) {
        RejectedException refusal = assertThrows(RejectedException.class, read);
        assertEquals(400, refusal.rejection().status());
        assertEquals(parameter, refusal.rejection().errors().get(0).parameter());
    }

    @Test
    void aCursorBringsBackItsParts() {
        UUID id = UUID.randomUUID();
        Instant time = Instant.parse("2025-01-31T12:00:00.123456Z");
        Cursor read = Cursor.read(Cursor.of(-7L, "Käse 🧀", id, time).toString(), ALL);
        assertEquals(-7, read.number(0));
        assertEquals("Käse 🧀", read.text(1));
        assertEquals(id, read.uuid(2));
        assertEquals(time, read.time(3));
        assertNull(Cursor.read(null, ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AQ", "AQAAAAAAAAAAAA", "Ag", "ä"})
    void aCursorThatWasNotMadeHereIs400(String text) {
        refused("cursor", () -> Cursor.read(text, Long.class));
    }

    @Test
    void aCursorOfAnotherListIs400() {
        refused("cursor", () -> Cursor.read(Cursor.of("a").toString(), UUID.class));
        refused("cursor", () -> Cursor.read(Cursor.of(1L, 2L).toString(), Long.class));
    }

    @Test
    void aForgedCursorBringsNothingThatAColumnCanNotHold() {
        refused("cursor", () -> Cursor.read(Cursor.of("a\0b").toString(), String.class));
        refused("cursor", () -> Cursor.read(Cursor.of(Instant.MAX).toString(), Instant.class));
        refused(
                "cursor",
                () -> Cursor.read(text(ByteBuffer.allocate(5).put((byte) 1).putInt(-1)), String.class));
        refused(
                "cursor",
                () -> Cursor.read(text(ByteBuffer.allocate(5).put((byte) 1).putInt(Integer.MAX_VALUE)), String.class));
    }

    @Test
    void aForgedTimeBeyondAllCountingIs400AndTheLastOneThatCanBeStoredIsNot() {
        refused("cursor", () -> Cursor.read(time(Long.MAX_VALUE, Integer.MAX_VALUE), Instant.class));
        refused("cursor", () -> Cursor.read(time(Long.MIN_VALUE, Integer.MIN_VALUE), Instant.class));
        Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
        assertEquals(
                last, Cursor.read(Cursor.of(last).toString(), Instant.class).time(0));
    }

    private static String time(long seconds, int nanos) {
        return text(ByteBuffer.allocate(13).put((byte) 1).putLong(seconds).putInt(nanos));
    }

    private static String text(ByteBuffer bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    @Test
    void aPageSaysWhereTheListGoesOnAndTheLastOneDoesNot() throws Exception {
        Page<String> first = Page.of(List.of(1L, 2L, 3L), 2, String::valueOf, Cursor::of);
        assertEquals(List.of("1", "2"), first.data());
        assertEquals(2, Cursor.read(first.paging().next(), Long.class).number(0));
        Page<String> last = Page.of(List.of(3L), 2, String::valueOf, Cursor::of);
        assertEquals("{\"data\":[\"3\"],\"paging\":{}}", JsonTest.mapper().writeValueAsString(last));
    }

    @Test
    void aLimitIs1To100And50WhenAbsent() {
        assertEquals(50, Page.limit(null));
        assertEquals(1, Page.limit("1"));
        assertEquals(100, Page.limit("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.5", "+5", "5 ", "٥", "99999999999999999999", "x"})
    void anyOtherLimitIs400(String limit) {
        refused("limit", () -> Page.limit(limit));
    }
}
