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
    void a_cursor_brings_back_its_parts() {
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
    void a_cursor_that_was_not_made_here_is_400(String text) {
        refused("cursor", () -> Cursor.read(text, Long.class));
    }

    @Test
    void a_cursor_of_another_list_is_400() {
        refused("cursor", () -> Cursor.read(Cursor.of("a").toString(), UUID.class));
        refused("cursor", () -> Cursor.read(Cursor.of(1L, 2L).toString(), Long.class));
    }

    @Test
    void a_forged_cursor_brings_nothing_that_a_column_can_not_hold() {
        refused("cursor", () -> Cursor.read(Cursor.of("a\0b").toString(), String.class));
        refused("cursor", () -> Cursor.read(Cursor.of(Instant.MAX).toString(), Instant.class));
        refused(
                "cursor",
                () -> Cursor.read(text(ByteBuffer.allocate(5).put((byte) 1).putInt(-1)), String.class));
        refused(
                "cursor",
                () -> Cursor.read(text(ByteBuffer.allocate(5).put((byte) 1).putInt(Integer.MAX_VALUE)), String.class));
    }

    private static String text(ByteBuffer bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    @Test
    void a_page_says_where_the_list_goes_on_and_the_last_one_does_not() throws Exception {
        Page<String> first = Page.of(List.of(1L, 2L, 3L), 2, String::valueOf, Cursor::of);
        assertEquals(List.of("1", "2"), first.data());
        assertEquals(2, Cursor.read(first.paging().next(), Long.class).number(0));
        Page<String> last = Page.of(List.of(3L), 2, String::valueOf, Cursor::of);
        assertEquals("{\"data\":[\"3\"],\"paging\":{}}", JsonTest.mapper().writeValueAsString(last));
    }

    @Test
    void a_limit_is_1_to_100_and_50_when_absent() {
        assertEquals(50, Page.limit(null));
        assertEquals(1, Page.limit("1"));
        assertEquals(100, Page.limit("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.5", "+5", "5 ", "٥", "99999999999999999999", "x"})
    void any_other_limit_is_400(String limit) {
        refused("limit", () -> Page.limit(limit));
    }
}
