package io.tresen.payment;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.NoTurn;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Clients that have all the connections that requests may have, and some more that wait for one, until it is closed. */
public final class Crowd implements AutoCloseable {

    /** {@code tresen.db.request-connections}. */
    private static final int TURNS = 14;

    /** {@code tresen.db.request-waiting}. */
    public static final int FULL = 200;

    private static final long RETRY_MS = 20;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Database clients;
    private final MeterRegistry metrics;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);

    public Crowd(Database database, MeterRegistry metrics, int waiting) {
        this.clients = database.forClients();
        this.metrics = metrics;
        for (int i = 0; i < TURNS; i++) {
            threads.submit(() -> clients.read(tx -> awaitEnd()));
        }
        await().atMost(SOON).until(() -> shown("held") == TURNS);
        for (int i = 0; i < waiting; i++) {
            threads.submit(this::waitAgainAndAgain);
        }
        await().atMost(SOON).until(() -> waiting() == waiting);
    }

    /** How many wait for a turn, those of the crowd too. */
    public int waiting() {
        return shown("waiting");
    }

    @Override
    public void close() {
        over.countDown();
        threads.shutdown();
        await().atMost(SOON).until(threads::isTerminated);
    }

    private int shown(String what) {
        return (int) metrics.get("tresen.request.turns." + what).gauge().value();
    }

    private void waitAgainAndAgain() {
        boolean over = false;
        while (!over) {
            try {
                clients.read(tx -> null);
                over = true;
            } catch (NoTurn toldToComeAgain) {
                over = isOverWithin(RETRY_MS);
            }
        }
    }

    private Object awaitEnd() {
        while (!isOverWithin(SOON.toMillis())) {
            // keeps its connection
        }
        return null;
    }

    private boolean isOverWithin(long milliseconds) {
        try {
            return over.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
