package io.tresen.chat.rest;

import io.tresen.messaging.rest.Crowded;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many uploads of shoppers this replica takes at a time. Each holds a worker thread while it comes in and a connection while
 * it is kept; the rest of both is for everything else.
 */
@ApplicationScoped
class UploadRoom {

    private static final Crowded CROWDED = Crowded.at("uploads");
    private static final int COMING_IN = 48;
    private static final int COMING_IN_OF_ONE = 12;
    private static final int KEPT_AT_A_TIME = 4;
    private static final int PATIENCE_S = 10;

    private final Map<String, Integer> comingIn = new HashMap<>();
    private final Semaphore keeping = new Semaphore(KEPT_AT_A_TIME, true);
    private int all;

    /** Takes one in. @throws io.tresen.messaging.RejectedException 503 where too many come in, in all or from this network */
    <T> T comingIn(String network, Supplier<T> upload) {
        begin(network);
        try {
            return upload.get();
        } finally {
            end(network);
        }
    }

    private synchronized void begin(String network) {
        if (all >= COMING_IN || comingIn.getOrDefault(network, 0) >= COMING_IN_OF_ONE) {
            throw CROWDED.exception();
        }
        all++;
        comingIn.merge(network, 1, Integer::sum);
    }

    private synchronized void end(String network) {
        all--;
        comingIn.computeIfPresent(network, (one, number) -> number == 1 ? null : number - 1);
    }

    /** Keeps one in its turn. @throws io.tresen.messaging.RejectedException 503 when it does not come */
    <T> T keeping(Supplier<T> transaction) {
        try {
            if (!keeping.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw CROWDED.exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable().exception();
        }
        try {
            return transaction.get();
        } finally {
            keeping.release();
        }
    }
}
