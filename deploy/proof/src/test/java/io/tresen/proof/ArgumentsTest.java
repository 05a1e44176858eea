package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What the command line says is what is done. */
class ArgumentsTest {

    @Test
    void words_have_their_places_and_options_stand_anywhere() {
        Arguments told = Arguments.of(new String[] {"--per-service", "50", "20000", "-7"}, "per-service");
        assertEquals(20_000, told.number(0, 500));
        assertEquals(-7, told.seed(1));
        assertEquals(50, told.option("per-service", 0));
    }

    @Test
    void what_is_not_said_is_the_usual() {
        Arguments told = Arguments.of(new String[0], "per-service");
        assertEquals(500, told.number(0, 500));
        assertEquals(3, told.option("per-service", 3));
    }

    @Test
    void what_nobody_asked_for_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(new String[] {"--kills", "5"}, "pauses"));
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(new String[] {"--pauses"}, "pauses"));
    }
}
