package io.tresen.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts again whatever dies without having been stopped: looked after twice a second, so that it is back within 5 s and
 * the few seconds its own start takes. One that keeps dying is tried every 3 s.
 */
final class Supervisor implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 500;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);

    private final List<Part> parts;
    private final Consumer<String> say;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemon("supervisor"));
    private final ExecutorService starts = Executors.newCachedThreadPool(daemon("restart"));
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lastTry = new HashMap<>();
    private volatile boolean closed;

    Supervisor(List<Part> parts, Consumer<String> say) {
        this.parts = parts;
        this.say = say;
        clock.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void look() {
        long now = System.nanoTime();
        for (Part part : parts) {
            boolean waits =
                    now - lastTry.getOrDefault(part.name(), now - AGAIN_AFTER.toNanos()) < AGAIN_AFTER.toNanos();
            if (!waits && !part.isWantedDown() && !part.engine().running() && starting.add(part.name())) {
                lastTry.put(part.name(), now);
                starts.submit(() -> restart(part));
            }
        }
    }

    private void restart(Part part) {
        try {
            say.accept(part.label() + " is not running; starting it");
            part.engine().start();
            if (closed || part.isWantedDown()) {
                part.engine().stop();
            } else {
                say.accept(part.label() + " is back");
            }
        } catch (RuntimeException failed) {
            if (!closed && !part.isWantedDown()) {
                say.accept(part.label() + " did not start: " + failed.getMessage());
            }
        } finally {
            starting.remove(part.name());
        }
    }

    /** Nothing is started after this returns. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        starts.shutdownNow();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
            starts.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
