package io.tresen.proof.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for something ends: in time, and at once when a test's limit is over. */
class PauseTest {

    @AfterEach
    void wakeUp() {
        Thread.interrupted();
    }

    @Test
    void a_wait_ends_in_time() {
        assertTrue(new Pause(Duration.ofMinutes(1)).again());
        assertFalse(new Pause(Duration.ZERO).again());
    }

    @Test
    void a_wait_of_an_hour_ends_at_once_when_it_is_interrupted() {
        Pause pause = new Pause(Duration.ofHours(1));
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, pause::again);
        assertTrue(Thread.currentThread().isInterrupted());
    }
}
