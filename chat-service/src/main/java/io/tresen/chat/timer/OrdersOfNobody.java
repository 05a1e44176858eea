package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.OrderCopies;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Deletes the copies of orders without a shopper that the version before kept, and keeps as long as any of it runs: a few thousand in
 * a transaction, so that no consumer waits for it and no start, however many there are.
 */
@ApplicationScoped
public class OrdersOfNobody {

    private static final int AT_ONCE = 5_000;

    private final OrderCopies copies;
    private final Database database;

    OrdersOfNobody(OrderCopies copies, Database database) {
        this.copies = copies;
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "15m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void drop() {
        int dropped;
        do {
            dropped = database.inTransaction(tx -> copies.dropNobodys(tx, AT_ONCE));
        } while (dropped > 0);
    }
}
