package io.tresen.order.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.order.OrderStatus;
import io.tresen.order.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Waits until the stock of an order is decided, for callers who prefer that. Another replica may decide, so the row is looked at. Each
 * holds a thread for up to 10 s, so that only so many wait at a time (ADR 24): the order is accepted, and whoever can't wait, or can't
 * look any more, is answered with what is known.
 */
@ApplicationScoped
class StockWaits {

    private static final long PAUSE_MS = 50;

    private final Database database;
    private final Orders orders;
    private final Semaphore places;
    private final CountDownLatch stopping = new CountDownLatch(1);

    StockWaits(
            Database database,
            Orders orders,
            @ConfigProperty(name = "tresen.order.stock-waits", defaultValue = "40") int places) {
        this.database = database;
        this.orders = orders;
        this.places = new Semaphore(places);
    }

    /** The status on leaving {@code placed}, or when the time ran out; empty where nobody could wait, or look, for so long. */
    Optional<OrderStatus> decided(UUID businessId, UUID orderId, Duration limit) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return looked(businessId, orderId, System.nanoTime() + limit.toNanos());
        } catch (RuntimeException e) {
            if (Outage.isOne(e)) {
                return Optional.empty();
            }
            throw e;
        } finally {
            places.release();
        }
    }

    private Optional<OrderStatus> looked(UUID businessId, UUID orderId, long end) {
        while (true) {
            OrderStatus status = database.single(tx -> orders.status(tx, businessId, orderId))
                    .orElseThrow();
            if (status != OrderStatus.PLACED || System.nanoTime() >= end) {
                return Optional.of(status);
            }
            if (stopped()) {
                return Optional.empty();
            }
        }
    }

    private boolean stopped() {
        try {
            return stopping.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }
}
