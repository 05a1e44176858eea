package io.tresen.order.timer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickingTest {

    private final AtomicInteger runs = new AtomicInteger();
    private Ticking ticking;

    @AfterEach
    void stop() {
        ticking.stop();
    }

    private void start(long everyMs, Class<? extends Throwable> first) {
        ticking = new Ticking("ticking-test", everyMs, () -> {
            if (runs.incrementAndGet() == 1 && first != null) {
                throw TickingTest.<RuntimeException>thrown(first);
            }
        });
        ticking.start();
    }

    /** Throws what a work's signature does not name, as the JVM does. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T thrown(Class<? extends Throwable> type) throws T {
        try {
            throw (T) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                StackOverflowError.class,
                NoClassDefFoundError.class,
                AssertionError.class
            })
    void whatever_is_thrown_it_ticks_on(Class<? extends Throwable> first) {
        start(1, first);
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() >= 3);
    }

    @Test
    void it_is_woken_before_its_time() {
        start(Duration.ofHours(1).toMillis(), null);
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 1);
        ticking.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 2);
    }
}
