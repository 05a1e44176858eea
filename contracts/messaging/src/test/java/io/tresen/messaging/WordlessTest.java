package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WordlessTest {

    @Test
    void theLogGetsKindsAndPlacesAndNoWords() {
        Exception told = new IllegalStateException(
                "Ada Lovelace",
                new IllegalArgumentException("+49 30 901820", new PgException("Weg 1", "ERROR", "22001", "50667")));
        StringWriter log = new StringWriter();
        Wordless.of(told).printStackTrace(new PrintWriter(log));
        String text = log.toString();
        for (String word : new String[] {"Lovelace", "901820", "Weg 1", "50667"}) {
            assertFalse(text.contains(word), text);
        }
        assertTrue(text.startsWith("IllegalStateException"), text);
        assertTrue(text.contains("Caused by: SQL state 22001"), text);
        assertTrue(text.contains("at " + WordlessTest.class.getName()), text);
        assertEquals("IllegalStateException by IllegalArgumentException by SQL state 22001", Wordless.kind(told));
    }

    @Test
    void whatCausesItselfInTheEndIsToldOnce() {
        Exception first = new IllegalStateException("x");
        Exception second = new IllegalArgumentException("y", first);
        first.initCause(second);
        assertTrue(Wordless.kind(first).startsWith("IllegalStateException by IllegalArgumentException"));
        Wordless.of(first);
    }
}
