package io.tresen.chat;

import io.tresen.messaging.db.Database;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All connections that requests may have, and streams too, in use until it is closed. */
public final class HeldTurns implements AutoCloseable {

    /** {@code tresen.db.request-connections}. */
    private static final int TURNS = 14;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch held = new CountDownLatch(TURNS);
    private final CountDownLatch release = new CountDownLatch(1);

    private HeldTurns() {}

    /** Returns once it has them. */
    public static HeldTurns of(Database database) throws InterruptedException {
        HeldTurns turns = new HeldTurns();
        Database ofClients = database.forClients();
        for (int i = 0; i < TURNS; i++) {
            turns.threads.submit(() -> ofClients.read(tx -> turns.hold()));
        }
        turns.held.await();
        return turns;
    }

    private boolean hold() {
        held.countDown();
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        release.countDown();
        threads.shutdown();
    }
}
