package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.RejectedException;
import org.junit.jupiter.api.Test;

class ETagsTest {

    private static int status(org.junit.jupiter.api.function.Executable edit) {
        return assertThrows(RejectedException.class, edit).rejection().status();
    }

    @Test
    void anEditThatMustSayItsVersionIs428WithoutAnd412WithAnother() {
        assertEquals(428, status(() -> ETags.require(null, 7)));
        assertEquals(428, status(() -> ETags.require(" ", 7)));
        assertEquals(412, status(() -> ETags.require("\"6\"", 7)));
        assertEquals(412, status(() -> ETags.require("7", 7)));
        assertEquals(412, status(() -> ETags.require("W/\"7\"", 7)));
        assertDoesNotThrow(() -> ETags.require("\"7\"", 7));
        assertDoesNotThrow(() -> ETags.require("\"6\", \"7\"", 7));
        assertDoesNotThrow(() -> ETags.require("*", 7));
    }

    @Test
    void anEditThatMaySayItsVersionIsHeldToIt() {
        assertDoesNotThrow(() -> ETags.honour(null, 7));
        assertEquals(412, status(() -> ETags.honour("\"6\"", 7)));
        assertEquals(412, status(() -> ETags.honour("\"7-1\"", 7)));
    }

    @Test
    void aNumberBesideTheVersionIsComparedWhereItCounts() {
        assertEquals("\"7-12\"", ETags.of(7, 12L));
        assertEquals("\"7\"", ETags.of(7, null));
        assertDoesNotThrow(() -> ETags.honour("\"7-12\"", 7, 12L, true));
        assertDoesNotThrow(() -> ETags.honour("\"7\"", 7, 12L, true));
        assertDoesNotThrow(() -> ETags.honour("\"6-1\", \"7-13\"", 7, 12L, false));
        assertEquals(412, status(() -> ETags.honour("\"7-13\"", 7, 12L, true)));
        assertEquals(412, status(() -> ETags.honour("\"7-13\"", 7, null, true)));
        for (String wrong : new String[] {"\"6-12\"", "W/\"7-12\"", "\"7-\"", "\"7-x\"", "7-12", "\"17-12\""}) {
            assertEquals(412, status(() -> ETags.honour(wrong, 7, 12L, false)), wrong);
        }
    }
}
