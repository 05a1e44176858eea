package io.tresen.chat.rest;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which streams read, in the order in which they were woken. They are fewer than requests have turns for connections
 * (ADR 24), so that a replica's streams, of which there may be thousands, never fill the line in which requests wait.
 */
final class StreamReaders implements Executor {

    private static final int COUNT = 8;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            COUNT, COUNT, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), StreamReaders::daemon);

    StreamReaders() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable read) {
        threads.execute(read);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "stream-reader");
        thread.setDaemon(true);
        return thread;
    }
}
