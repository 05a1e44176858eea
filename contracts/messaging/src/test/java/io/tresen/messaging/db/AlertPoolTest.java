package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection is never handed out so late that its silence could end it in the middle of a statement. */
class AlertPoolTest {

    @Test
    void anUnusedConnectionIsGivenUpLongBeforeItsSilenceCounts() {
        assertDoesNotThrow(() -> AlertPool.requireShortIdleness(idle(10)));
        assertThrows(IllegalStateException.class, () -> AlertPool.requireShortIdleness(idle(15)));
        assertThrows(IllegalStateException.class, () -> AlertPool.requireShortIdleness(idle(0)));
    }

    private static PoolOptions idle(int seconds) {
        return new PoolOptions().setIdleTimeout(seconds).setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
