package io.tresen.order.timer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void while_nothing_waits_it_looks_rarely_until_it_is_woken_and_finds_something() {
        AtomicBoolean waits = new AtomicBoolean();
        ticking = new Ticking("ticking-test", 1, Duration.ofHours(1).toMillis(), () -> {
            runs.incrementAndGet();
            return waits.get();
        });
        ticking.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 1);
        waits.set(true);
        ticking.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() >= 4);
    }

    @Test
    void what_failed_is_tried_again_soon_though_nothing_may_wait() {
        ticking = new Ticking("ticking-test", 1, Duration.ofHours(1).toMillis(), () -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException();
            }
            return false;
        });
        ticking.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 3);
    }
}
